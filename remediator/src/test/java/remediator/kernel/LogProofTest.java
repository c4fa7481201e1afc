package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogProofTest {
  private static final String OLD = "[    0.000000] Linux version 3.10.0-514.el7.x86_64 (b)\n";
  private static final String NEW = "[    0.000000] Linux version 6.1.0-18-amd64 (b)\n";
  private static final String END = "[    0.900000] Freeing unused kernel memory: 868k freed\n";

  @ParameterizedTest
  @CsvSource({
    "cgroup_disable, memory, Disabling memory control group subsystem",
    "cgroup-disable, memory, cgroup: Disabling memory control group subsystem",
    "cgroup_disable, pressure, cgroup: Disabling pressure control group feature",
    "cgroup_disable, memory, please try 'cgroup_disable=memory' option if you don't want memory cgroups",
    "cgroup_disable, blkio, cgroup: Disabling io control group subsystem",
    "cgroup_no_v1, memory, cgroup: Disabling memory control group subsystem in v1 mounts",
    "cgroup_enable, memory, Enabling memory control group subsystem"
  })
  void anEffectProvesUnderstanding(String parameter, String token, String line) {
    assertInstanceOf(LogProof.Understood.class, proof(OLD + at0(line) + END, parameter, token));
  }

  @ParameterizedTest
  @CsvSource({
    "cgroup_enable, memory, 'Unknown command line parameters: a cgroup_enable=memory'",
    "cgroup-enable, memory, 'Unknown kernel command line parameters \"cgroup_enable=memory\", will be passed to user space.'",
    "quuxflag, x, 'Unknown command line parameters: quuxflag'",
    "cgroup.memory, nokmem, Unknown boot option `cgroup.memory=nokmem': ignoring",
    "swapaccount, 0, The swapaccount=0 commandline option is deprecated in favor of",
    "hd, x, 'Parameter hd is obsolete, ignored'"
  })
  void beingNamedAsUnknownProvesIgnorance(String parameter, String token, String line) {
    assertInstanceOf(LogProof.Ignored.class, proof(NEW + at0(line) + END, parameter, token));
  }

  @Test
  void silenceAboutADottedNameProvesNothingOnAnyKernel() {
    for (String banner : new String[] {OLD, NEW}) {
      String why = silence(banner + END, "cgroup.memory", "nokmem");
      assertTrue(why.contains("name with a dot") && why.contains("kernels that do not"), why);
    }
  }

  @Test
  void silenceOfAnOldKernelProvesNothing() {
    assertTrue(silence(OLD + END, "cgroup_enable", "memory").contains("before 5.14"));
  }

  @Test
  void silenceOfAPartialLogProvesNothing() {
    assertTrue(silence(NEW, "cgroup_enable", "memory").contains("the log ends before"));
  }

  @Test
  void silenceOfAWholeLogLeavesThreeReasons() {
    assertTrue(silence(NEW + END, "cgroup_disable", "typo").contains("known, or not given"));
  }

  @Test
  void anotherControllersEffectIsNoProof() {
    String cpu = at0("Disabling cpu control group subsystem");
    assertInstanceOf(LogProof.Silent.class, proof(OLD + cpu + END, "cgroup_disable", "memory"));
  }

  @Test
  void theHintSpeaksOfTheMemoryControllerOnly() {
    String hint = at0("please try 'cgroup_disable=memory' option if you don't want memory cgroups");
    assertInstanceOf(LogProof.Silent.class, proof(OLD + hint + END, "cgroup_disable", "cpu"));
  }

  @Test
  void aLongerNameIsAnotherName() {
    String line = at0("Unknown command line parameters: cgroup_enable2=memory xcgroup_enable");
    assertInstanceOf(LogProof.Silent.class, proof(NEW + line + END, "cgroup_enable", "memory"));
  }

  @Test
  void aProofQuotesItsLine() {
    String text = OLD + at0("Disabling memory control group subsystem") + END;
    LogProof proof = proof(text, "cgroup_disable", "memory");
    assertEquals(
        "Disabling memory control group subsystem",
        proof.match(u -> u.finding().excerpt(), i -> "", s -> ""));
  }

  private static String silence(String text, String parameter, String token) {
    LogProof proof = proof(text, parameter, token);
    return assertInstanceOf(LogProof.Silent.class, proof).statement();
  }

  private static LogProof proof(String text, String parameter, String token) {
    return BootLog.parse(text).get(0).proof(parameter, Optional.of(token));
  }

  private static String at0(String line) {
    return "[    0.000000] " + line + "\n";
  }
}
