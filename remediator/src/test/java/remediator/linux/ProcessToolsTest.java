package remediator.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import remediator.host.Tools.Outcome;

class ProcessToolsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final int BYTES_MAX = 10_000;

  private final ProcessTools tools = new ProcessTools();

  @Test
  void bothStreamsAndTheExitCodeAreReported() throws IOException {
    Outcome outcome = shell("echo out; echo err >&2; exit 3", LONG);
    assertEquals(new Outcome(3, "out\n", "err\n", false, false), outcome);
  }

  @Test
  void argumentsArriveAsTheyAre() throws IOException {
    List<String> arguments =
        List.of("two words", "", "\"quoted\"", "'single'", "${HOME}", "$(id)", "*", "back\\slash");
    List<String> argv =
        Stream.concat(Stream.of("/usr/bin/printf", "[%s]"), arguments.stream()).toList();
    String output = tools.run(argv, LONG, BYTES_MAX).output();
    assertEquals("[" + String.join("][", arguments) + "]", output);
  }

  @Test
  void theEnvironmentIsCleanAndWorkStartsAtTheRoot() throws IOException {
    Outcome outcome = tools.run(List.of("/usr/bin/env"), LONG, BYTES_MAX);
    assertEquals(
        new TreeSet<>(List.of("LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")),
        new TreeSet<>(outcome.output().lines().toList()));
    assertEquals("/\n", tools.run(List.of("/bin/pwd"), LONG, BYTES_MAX).output());
  }

  @Test
  void standardInputIsAtItsEnd() throws IOException {
    Outcome outcome = tools.run(List.of("/bin/cat"), LONG, BYTES_MAX);
    assertEquals(new Outcome(0, "", "", false, false), outcome);
  }

  @Test
  void outputIsKeptUpToTheBound() throws IOException {
    Outcome whole = tools.run(List.of("/usr/bin/printf", "12345"), LONG, 5);
    assertEquals(new Outcome(0, "12345", "", false, false), whole);
    Outcome cut = tools.run(List.of("/usr/bin/printf", "123456"), LONG, 5);
    assertEquals(new Outcome(0, "12345", "", false, true), cut);
  }

  @Test
  void outputBeyondTheBoundDoesNotHoldTheProgramUp() throws IOException {
    Outcome outcome = shell("head -c 1000000 /dev/zero; echo done >&2", LONG);
    assertEquals(BYTES_MAX, outcome.output().length());
    assertEquals("done\n", outcome.errors());
    assertTrue(outcome.truncated());
  }

  @Test
  void outputIsBytes() throws IOException {
    assertEquals("\u00ff\u00c3\u00a9", shell("printf '\\377\\303\\251'", LONG).output());
  }

  @Test
  void theTimeOutKillsGrandchildrenThatIgnoreSignals() throws Exception {
    String script =
        """
        trap '' TERM
        (trap '' TERM; (trap '' TERM HUP; sh -c 'echo $PPID'; sleep 1000; sleep 1000) & wait) &
        wait; wait
        """;
    Outcome outcome = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> shell(script, SHORT));
    assertTrue(outcome.timedOut());
    long pid = Long.parseLong(outcome.output().strip());
    assertTrue(isGone(pid), "process " + pid + " still runs");
  }

  @Test
  void aDetachedChildThatKeepsTheOutputIsNotWaitedFor() {
    Outcome outcome =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> shell("setsid sleep 1000 & echo $!; exit 0", LONG));
    assertEquals(0, outcome.exitCode());
    assertFalse(outcome.timedOut());
    ProcessHandle.of(Long.parseLong(outcome.output().strip())).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    IOException e =
        assertThrows(IOException.class, () -> tools.run(List.of("/no/such/tool"), LONG, BYTES_MAX));
    String message = Objects.requireNonNull(e.getMessage());
    assertTrue(message.contains("/no/such/tool"), message);
  }

  @Test
  void onlyAbsolutePathsAreRun() {
    assertThrows(IllegalArgumentException.class, () -> tools.run(List.of("true"), LONG, BYTES_MAX));
    assertThrows(IllegalArgumentException.class, () -> tools.run(List.of(), LONG, BYTES_MAX));
  }

  @Test
  void argumentsThatWouldBecomeOtherBytesAreRefused() {
    assertThrows(
        IOException.class, () -> tools.run(List.of("/usr/bin/printf", "\u00e9"), LONG, BYTES_MAX));
  }

  private Outcome shell(String script, Duration timeout) throws IOException {
    return tools.run(List.of("/bin/sh", "-c", script), timeout, BYTES_MAX);
  }

  private static boolean isGone(long pid) throws Exception {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(10, TimeUnit.SECONDS);
    }
    return ProcessHandle.of(pid).isEmpty();
  }
}
