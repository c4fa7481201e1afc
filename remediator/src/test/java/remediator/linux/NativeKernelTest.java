package remediator.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.host.RunningKernel.Names;

class NativeKernelTest {
  private static final Path SELF = Path.of("/proc/self");

  @Test
  void namesAreThoseOfProcAndUname() throws Exception {
    Names names = new NativeKernel().names();
    assertEquals(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(), names.release());
    assertEquals(Files.readString(Path.of("/proc/sys/kernel/version")).strip(), names.version());
    assertEquals(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), names.nodeName());
    assertEquals(outputOf("uname", "-r"), names.release());
    assertEquals(outputOf("uname", "-m"), names.machine());
  }

  @Test
  void theEffectiveUserOwnsThisProcess() throws IOException {
    Object owner = Files.getAttribute(SELF, "unix:uid");
    assertEquals(owner, new NativeKernel().effectiveUser());
  }

  @Test
  void theLogEndsAndIsKept() throws IOException {
    assumeLogIsReadable();
    NativeKernel kernel = new NativeKernel();
    String first = kernel.log();
    assertTrue(first.endsWith("\n"), "the last record is whole");
    assertTrue(kernel.log().length() >= first.lines().findFirst().orElseThrow().length());
  }

  @Test
  void recordsCarryPrioritySequenceAndTime() throws IOException {
    assumeLogIsReadable();
    String first = KernelLog.records().lines().findFirst().orElseThrow();
    assertTrue(first.matches("[0-9]+,[0-9]+,[0-9]+,[^;]*;.*"), first);
  }

  @Test
  void theRingsTextIsTheSecondWay() throws IOException {
    assumeLogIsReadable();
    String text = KernelLog.text();
    assertTrue(text.startsWith("<"), "lines carry their priority");
    assertEquals(text, KernelLog.firstOf(List.of(() -> "", () -> text)));
  }

  @Test
  void whenNoWayIsOpenTheReasonsOfAllAreSaid() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                KernelLog.firstOf(
                    List.of(
                        () -> {
                          throw new IOException("/dev/kmsg: Operation not permitted (open)");
                        },
                        () -> {
                          throw new IOException("syslog(2): Operation not permitted");
                        })));
    assertEquals(
        "the kernel's log cannot be read: /dev/kmsg: Operation not permitted (open);"
            + " syslog(2): Operation not permitted",
        e.getMessage());
  }

  private static void assumeLogIsReadable() throws IOException {
    assumeTrue(new NativeKernel().effectiveUser() == 0, "only root may always read the log");
  }

  private static String outputOf(String... argv) throws IOException {
    Process process = new ProcessBuilder(argv).start();
    byte[] output = process.getInputStream().readAllBytes();
    return new String(output, StandardCharsets.US_ASCII).strip();
  }
}
