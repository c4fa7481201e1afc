package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.Distribution;
import remediator.fact.Fact;
import remediator.fact.Firmware;

class OsProbeTest {
  private static final String MACHINE_ID = "1a41cfbad2821982b87e5ec013db2770";

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void machineIdIsReadWithItsSource() {
    tree.file("/etc/machine-id", MACHINE_ID + "\n");
    assertEquals(
        Fact.known(MACHINE_ID, "/etc/machine-id", MACHINE_ID),
        new OsProbe(tree.sources()).machineId());
  }

  @Test
  void machineIdOfDbusStandsInWhereTheFirstIsMissing() {
    tree.file("/var/lib/dbus/machine-id", MACHINE_ID);
    assertEquals(Optional.of(MACHINE_ID), new OsProbe(tree.sources()).machineId().optional());
  }

  @Test
  void anImageThatNeverBootedHasNoMachineId() {
    tree.file("/etc/machine-id", "uninitialized\n");
    assertUnknown("not set yet", new OsProbe(tree.sources()).machineId());
  }

  @Test
  void garbageIsNoMachineIdAndNoBootId() {
    tree.file("/etc/machine-id", "\0\377 no id").file("/proc/sys/kernel/random/boot_id", "x");
    OsProbe probe = new OsProbe(tree.sources());
    assertUnknown("does not hold a machine id", probe.machineId());
    assertUnknown("does not hold a boot id", probe.bootId());
  }

  @Test
  void deniedSourcesSayWhatToDo() {
    tree.file("/etc/machine-id", MACHINE_ID).denied("/etc/machine-id");
    assertUnknown("run as root", new OsProbe(tree.sources()).machineId());
  }

  @Test
  void distributionIsReadThroughARelativeLink() {
    tree.file("/usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME='Debian 12'\n")
        .link("/etc/os-release", "../usr/lib/os-release");
    Distribution debian = distribution();
    assertEquals(new Distribution("debian", "12", List.of(), "Debian 12"), debian);
    assertTrue(debian.isDebianLike());
  }

  @Test
  void quotesEscapesAndCommentsOfOsReleaseAreUndone() {
    tree.file(
        "/etc/os-release",
        "# ID=wrong\r\nID=x\r\nID_LIKE=\"rhel fedora\"\r\nPRETTY_NAME=\"a \\\"b\\\" \\$c\"\r\n");
    assertEquals(
        new Distribution("x", "", List.of("rhel", "fedora"), "a \"b\" $c"), distribution());
  }

  @Test
  void oldReleaseFilesStandInForOsRelease() {
    tree.file("/etc/centos-release", "CentOS release 6.10 (Final)\n");
    assertEquals("centos", distribution().id());
    assertEquals("6.10", distribution().versionId());
  }

  @Test
  void redHatsOwnNameIsRhel() {
    tree.file("/etc/redhat-release", "Red Hat Enterprise Linux Server release 7.9 (Maipo)\n");
    assertEquals("rhel", distribution().id());
    assertEquals("7.9", distribution().versionId());
  }

  @Test
  void missingDistributionIsUnknown() {
    assertUnknown("not there", new OsProbe(tree.sources()).distribution());
  }

  @Test
  void firmwareIsToldOnlyWhereSysIs() {
    assertFalse(new OsProbe(tree.sources()).firmware(Optional.empty()).isKnown());
    tree.directory("/sys/kernel");
    assertEquals(
        Optional.of(Firmware.BIOS),
        new OsProbe(tree.sources()).firmware(Optional.of("x86_64")).optional());
    tree.directory("/sys/firmware/efi");
    assertEquals(
        Optional.of(Firmware.EFI),
        new OsProbe(tree.sources()).firmware(Optional.of("x86_64")).optional());
  }

  @Test
  void withoutEfiOtherArchitecturesAreNotBios() {
    tree.directory("/sys/firmware");
    assertUnknown("other firmware", new OsProbe(tree.sources()).firmware(Optional.of("ppc64le")));
  }

  private Distribution distribution() {
    return new OsProbe(tree.sources()).distribution().optional().orElseThrow();
  }

  static void assertUnknown(String words, Fact<?> fact) {
    String reason = fact.match(known -> "known: " + known, unknown -> unknown.reason());
    assertTrue(reason.contains(words), reason);
  }
}
