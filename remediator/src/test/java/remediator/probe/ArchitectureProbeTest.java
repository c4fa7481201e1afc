package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.Fact;

class ArchitectureProbeTest {
  private static final Fact<String> NO_RELEASE = Fact.unknown("/proc", "not there");

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void whatUnameSaysIsBelieved() {
    Fact<String> machine = Fact.known("s390x", "uname(2)", "s390x");
    assertEquals(
        machine, new ArchitectureProbe(tree.sources()).probe(Optional.of(machine), NO_RELEASE));
  }

  @Test
  void theRunningReleaseEndsInIt() {
    assertEquals(Optional.of("x86_64"), of(Fact.known("3.10.0-514.el7.x86_64", "", "")));
    assertEquals(Optional.of("aarch64"), of(Fact.known("6.1.0-28-cloud-arm64", "", "")));
  }

  @Test
  void anInstalledKernelsNameTellsIt() {
    tree.file("/boot/vmlinuz-4.18.0-553.el8_10.aarch64", "");
    assertEquals(Optional.of("aarch64"), of(NO_RELEASE));
  }

  @Test
  void aConfigurationTellsIt() {
    tree.file("/boot/config-5.15.0-130-generic", "# x\nCONFIG_64BIT=y\nCONFIG_X86_64=y\n");
    assertEquals(Optional.of("x86_64"), of(NO_RELEASE));
  }

  @Test
  void aProgramTellsItInBothByteOrders() {
    tree.bytes("/bin/sh", elf(1, 183, 0));
    assertEquals(Optional.of("aarch64"), of(NO_RELEASE));
    tree.bytes("/bin/sh", elf(2, 0, 22));
    assertEquals(Optional.of("s390x"), of(NO_RELEASE));
    tree.bytes("/bin/sh", elf(1, 21, 0));
    assertEquals(Optional.of("ppc64le"), of(NO_RELEASE));
  }

  @Test
  void dpkgNamesTheNativeArchitectureFirst() {
    tree.file("/bin/sh", "#!placeholder").file("/var/lib/dpkg/arch", "amd64\ni386\n");
    assertEquals(Optional.of("x86_64"), of(NO_RELEASE));
  }

  @Test
  void nothingToldIsUnknown() {
    assertEquals(Optional.empty(), of(NO_RELEASE));
  }

  private Optional<String> of(Fact<String> release) {
    return new ArchitectureProbe(tree.sources()).probe(Optional.empty(), release).optional();
  }

  private static byte[] elf(int order, int first, int second) {
    byte[] start = new byte[64];
    start[0] = 0x7f;
    start[1] = 'E';
    start[2] = 'L';
    start[3] = 'F';
    start[5] = (byte) order;
    start[18] = (byte) first;
    start[19] = (byte) second;
    return start;
  }
}
