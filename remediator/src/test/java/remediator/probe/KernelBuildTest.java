package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelBuildTest {
  private static final String RUNNING =
      "Linux version 6.1.0-50-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14)"
          + " 12.2.0, GNU ld 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1 (2026-07-02)";

  private static final String HEADER =
      "6.1.0-50-amd64 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1"
          + " (2026-07-02)";

  private static final String WITHOUT_NUMBER = RUNNING.replace("#1 SMP", "# SMP");

  @Test
  void everyFormOfOneBuildIsTheSame() {
    assertFalse(differ(RUNNING, HEADER));
    assertFalse(differ(RUNNING, RUNNING + "\n"));
    assertFalse(differ(RUNNING, WITHOUT_NUMBER));
    assertFalse(differ(WITHOUT_NUMBER, RUNNING));
    assertFalse(differ("Linux version 6.1 (a@b) (gcc) # SMP ", "6.1 (a@b) #7 SMP Thu Nov 5"));
  }

  @Test
  void anotherNumberTimeOrBuilderIsAnotherBuild() {
    assertTrue(differ(RUNNING, HEADER.replace("6.1.176-1", "6.1.177-1")));
    assertTrue(differ(WITHOUT_NUMBER, HEADER.replace("6.1.176-1", "6.1.177-1")));
    assertTrue(differ(RUNNING, HEADER.replace("#1 ", "#2 ")));
    assertTrue(differ(RUNNING, HEADER.replace("debian-k", "ubuntu-k")));
  }

  @Test
  void aLineOfAnotherFormSaysNothing() {
    assertEquals(Optional.empty(), KernelBuild.parse(""));
    assertEquals(Optional.empty(), KernelBuild.parse("6.1.0-50-amd64"));
    assertEquals(Optional.empty(), KernelBuild.parse("Linux version 6.1 (a@b) (gcc) SMP"));
  }

  @Test
  void aKernelThatCutsItsVersionIsTheSame() {
    String tail = "#1 SMP " + "x".repeat(60);
    assertFalse(differ("6.1 (a@b) " + tail, "6.1 (a@b) " + tail.substring(0, 64)));
  }

  private static boolean differ(String one, String other) {
    return KernelBuild.parse(one).orElseThrow().differsFrom(KernelBuild.parse(other).orElseThrow());
  }
}
