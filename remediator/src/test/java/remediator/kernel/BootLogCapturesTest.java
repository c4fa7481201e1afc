package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of real 3.10 kernels: what they must and must not be taken for. */
final class BootLogCapturesTest {

  @ParameterizedTest
  @CsvSource({
    "3.10.0-1062-a-none, leakn=600",
    "3.10.0-1062-b-nokmem, cgroup.memory=nokmem",
    "3.10.0-1062-c-disable, cgroup_disable=memory",
    "3.10.0-1062-d-both, cgroup.memory=nokmem cgroup_disable=memory",
    "3.10.0-1062-e-noise, after=dash",
    "3.10.65-a-none, leakn=600",
    "3.10.65-b-nokmem, cgroup.memory=nokmem",
    "3.10.65-c-disable, cgroup_disable=memory",
    "3.10.65-d-both, cgroup.memory=nokmem cgroup_disable=memory",
    "3.10.65-e-noise, after=dash"
  })
  void everyCaptureIsOneWholeStartWithItsCommandLine(String captured, String end) {
    BootLog log = log(captured);
    assertTrue(log.coverage().wholeStart(), log.coverage().statement());
    String line = log.commandLine().orElseThrow().text();
    assertTrue(line.strip().endsWith(end), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.10.0-1062-a-none", "3.10.0-1062-b-nokmem", "3.10.0-1062-e-noise",
        "3.10.65-a-none", "3.10.65-b-nokmem", "3.10.65-e-noise"
      })
  void withTheControllerOnTheHintIsThereAndNoDisabling(String captured) {
    BootLog log = log(captured);
    assertInstanceOf(Presence.Present.class, log.presence(LineFamily.PAGE_CGROUP_ALLOCATED));
    assertInstanceOf(Presence.Present.class, log.presence(LineFamily.PAGE_CGROUP_HINT));
    assertInstanceOf(
        Presence.AbsentFromWholeBoot.class, log.presence(LineFamily.CONTROLLER_DISABLED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.10.0-1062-c-disable",
        "3.10.0-1062-d-both",
        "3.10.65-c-disable",
        "3.10.65-d-both"
      })
  void withTheControllerOffTheHintIsGoneAndTheControllerStillCompiledIn(String captured) {
    BootLog log = log(captured);
    assertInstanceOf(
        Presence.AbsentFromWholeBoot.class, log.presence(LineFamily.PAGE_CGROUP_ALLOCATED));
    assertInstanceOf(
        Presence.Present.class, log.presence(LineFamily.CONTROLLER_DISABLED, "memory"));
    assertInstanceOf(
        Presence.Present.class, log.presence(LineFamily.CONTROLLER_INITIALIZED, "memory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.10.0-1062-b-nokmem", "3.10.65-b-nokmem"})
  void theKernelThatTakesNokmemAndTheOneThatIgnoresItSayTheSame(String captured) {
    LogProof proof = log(captured).proof("cgroup.memory", Optional.of("nokmem"));
    assertInstanceOf(LogProof.Silent.class, proof);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.10.0-1062-e-noise", "3.10.65-e-noise"})
  void noUnknownWordIsEverReportedByThem(String captured) {
    assertInstanceOf(
        Presence.AbsentFromWholeBoot.class, log(captured).presence(LineFamily.UNKNOWN_PARAMETERS));
    assertInstanceOf(LogProof.Silent.class, log(captured).proof("quuxflag", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.10.0-1062-a-none", "3.10.65-a-none"})
  void theHintProvesThatDisablingIsUnderstood(String captured) {
    assertInstanceOf(
        LogProof.Understood.class, log(captured).proof("cgroup_disable", Optional.of("memory")));
  }

  @Test
  void theTailOfARingProvesNothing() {
    BootLog tail = onlyBoot(Captures.text("3.10.0-1062-c-disable", "dmesg-after.txt"));
    assertEquals(Optional.empty(), tail.release());
    assertInstanceOf(Presence.NotInThisPart.class, tail.presence(LineFamily.PAGE_CGROUP_ALLOCATED));
  }

  @Test
  void theReleaseComesFromTheBanner() {
    assertEquals("3.10.0-1062.srcmin", log("3.10.0-1062-a-none").release().orElseThrow().text());
  }

  @Test
  void aVendorsPrefixOnEveryLineIsNotReadAsTheKernelsWords() {
    BootLog log = log("3.10.65-x-off-by-default");
    assertEquals(false, log.coverage().start());
    assertEquals(List.of(), log.findings());
  }

  private static BootLog log(String captured) {
    return onlyBoot(Captures.text(captured, "dmesg.txt"));
  }

  private static BootLog onlyBoot(String text) {
    List<BootLog> boots = BootLog.parse(text);
    assertEquals(1, boots.size());
    return boots.get(0);
  }
}
