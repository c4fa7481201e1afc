package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.fact.BootSetup;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryDependent;
import remediator.host.Host;
import remediator.kernelimage.WantedParameter;
import remediator.linux.RootedFiles;

class HostProbeTest {
  private static final Path HOSTS = Path.of("src/test/resources/hosts");

  /** Every path that is read as text, and what a torn or hostile host may hold there. */
  private static final List<String> TEXTS =
      List.of(
          "/etc/machine-id",
          "/etc/os-release",
          "/etc/default/grub",
          "/etc/docker/daemon.json",
          "/etc/sysconfig/docker",
          "/etc/systemd/system/a.service",
          "/boot/grub2/grub.cfg",
          "/boot/grub2/grubenv",
          "/boot/loader/entries/a.conf",
          "/boot/vmlinuz-4.4.0",
          "/boot/System.map-4.4.0",
          "/boot/config-4.4.0",
          "/proc/mounts",
          "/proc/cgroups",
          "/proc/meminfo",
          "/proc/slabinfo",
          "/proc/kallsyms",
          "/proc/cmdline",
          "/proc/version",
          "/proc/sys/kernel/osrelease",
          "/proc/sys/kernel/random/boot_id",
          "/proc/7/comm",
          "/proc/7/cgroup",
          "/var/lib/docker/containers/a/hostconfig.json",
          "/var/lib/docker/containers/a/config.v2.json",
          "/var/lib/containers/storage/overlay-containers/containers.json",
          "/var/lib/lxc/a/config",
          "/var/lib/dpkg/arch",
          "/var/log/messages",
          "/var/log/messages.1.gz",
          "/sys/fs/cgroup/memory/a/memory.limit_in_bytes");

  @TempDir Path directory;

  @Test
  void anEmptyDirectoryIsUnknownThroughout() {
    HostFacts facts = new Tree(directory).facts();
    List<Fact<?>> all =
        List.of(
            facts.machineId(),
            facts.bootId(),
            facts.distribution(),
            facts.architecture(),
            facts.firmware(),
            facts.runningRelease(),
            facts.runningCommandLine(),
            facts.kernels(),
            facts.cgroupMode(),
            facts.bootSetup().kind(),
            facts.bootSetup().bootsNext(),
            facts.memory().total(),
            facts.memory().memoryController(),
            facts.memory().memoryCgroupDirectories(),
            facts.log());
    all.forEach(fact -> assertFalse(fact.isKnown(), fact.toString()));
    assertFalse(facts.live());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "\377\376\375", "{", "[[[[", "\n\n\n", "=", "a=b\n", "{}", "'"})
  void noContentOfAnyFileIsTooMuch(String garbage) {
    Tree tree = new Tree(directory);
    TEXTS.forEach(path -> tree.file(path, garbage));
    assertFalse(tree.facts().memory().total().isKnown());
  }

  @Test
  void randomBytesAreNoProblem() {
    Random random = new Random(20261122);
    for (int round = 0; round < 20; round++) {
      Tree tree = new Tree(directory.resolve(Integer.toString(round)));
      for (String path : TEXTS) {
        byte[] bytes = new byte[random.nextInt(2000)];
        random.nextBytes(bytes);
        tree.bytes(path, bytes);
      }
      assertFalse(tree.facts().bootId().isKnown());
    }
  }

  @Test
  void directoriesInPlaceOfFilesAreNoProblem() {
    Tree tree = new Tree(directory);
    TEXTS.forEach(tree::directory);
    assertFalse(tree.facts().runningRelease().isKnown());
  }

  @Test
  void linksInCirclesAreNoProblem() {
    Tree tree = new Tree(directory);
    TEXTS.forEach(path -> tree.link(path, Path.of(path).getFileName().toString()));
    assertFalse(tree.facts().distribution().isKnown());
  }

  @Test
  void everythingDeniedIsUnknownWithAReason() throws IOException {
    Tree tree = new Tree(directory);
    TEXTS.forEach(path -> tree.file(path, "x"));
    HostFacts facts = tree.denied("/").facts();
    OsProbeTest.assertUnknown("permission denied", facts.runningRelease());
    OsProbeTest.assertUnknown("permission denied", facts.kernels());
    OsProbeTest.assertUnknown("permission denied", facts.memory().total());
    assertFalse(facts.dependents().unread().isEmpty());
  }

  @Test
  void kernelsAreAskedAboutWhatIsWanted() {
    Tree tree = new Tree(directory).file("/boot/vmlinuz-4.4.0", "");
    WantedParameter wanted = WantedParameter.parse("quiet").orElseThrow();
    HostFacts facts =
        HostProbe.probe(
            tree.host(), Tree.DECOMPRESSOR, ImageReadings.unbounded(tree.files()), List.of(wanted));
    assertEquals(
        java.util.Set.of("quiet"),
        facts.kernels().optional().orElseThrow().get(0).support().keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "centos7-514-bios-docker, GRUB_FROM_DEFAULTS, 3.10.0-514.el7.x86_64, ignored",
    "centos7-514-nokmem-ignored, GRUB_FROM_DEFAULTS, 3.10.0-514.el7.x86_64, ignored",
    "centos7-1160-efi-docker, GRUB_FROM_DEFAULTS, 3.10.0-1160.119.1.el7.x86_64, understood",
    "centos7-1160-efi-kubelet, GRUB_FROM_DEFAULTS, 3.10.0-1160.119.1.el7.x86_64, understood",
    "centos7-both-kernels, GRUB_FROM_DEFAULTS, 3.10.0-1160.119.1.el7.x86_64, understood",
    "centos7-both-514-saved, GRUB_FROM_DEFAULTS, 3.10.0-514.el7.x86_64, ignored",
    "centos7-odd-quoting, GRUB_FROM_DEFAULTS, 3.10.0-1160.119.1.el7.x86_64, understood",
    "appliance-grubcfg-only, GRUB_CFG_ONLY, 3.10.0-514.el7.x86_64, ignored",
    "debian12-bios, GRUB_FROM_DEFAULTS, 6.1.0-28-amd64, understood",
    "ubuntu2204-cloud, GRUB_FROM_DEFAULTS, 5.15.0-130-generic, understood",
    "suse-leap155, GRUB_FROM_DEFAULTS, 5.14.21-150500.55.88-default, understood",
    "rocky8-bls-unsupported-yet, LOADER_ENTRIES, 4.18.0-553.el8_10.x86_64, understood",
    "capture-3.10.65-nokmem, GRUB_FROM_DEFAULTS, 3.10.65-srcmin, ignored",
    "capture-3.10.0-1062-nokmem, GRUB_FROM_DEFAULTS, 3.10.0-1062.srcmin, understood",
    "capture-3.10.0-1062-disable, GRUB_FROM_DEFAULTS, 3.10.0-1062.srcmin, understood"
  })
  void recordedHostsTellWhatBootsNextAndWhatItUnderstands(
      String host, BootSetup.Kind kind, String next, String nokmem) throws IOException {
    HostFacts facts = recorded(host);
    assertEquals(Optional.of(kind), facts.bootSetup().kind().optional());
    InstalledKernel kernel =
        facts.kernels().optional().orElseThrow().stream()
            .filter(InstalledKernel::bootsNext)
            .findFirst()
            .orElseThrow();
    assertEquals(next, kernel.release());
    assertEquals(nokmem, kernel.support("cgroup.memory=nokmem").orElseThrow().word());
  }

  @Test
  void theReportsHostShowsWhatItWouldLose() throws IOException {
    HostFacts facts = recorded("centos7-514-bios-docker");
    assertEquals(
        List.of("billing-db", "billing-app", "nightly-report"),
        facts.dependents().found().stream()
            .filter(found -> found.kind() == MemoryDependent.Kind.CONTAINER)
            .map(MemoryDependent::name)
            .toList());
    assertEquals(List.of(), facts.dependents().unread());
    assertTrue(facts.memory().slabCacheOwners().optional().orElseThrow() > 0);
    assertTrue(facts.log().optional().orElseThrow().coverage().wholeStart());
  }

  @Test
  void everyRecordedHostIsReadWithoutAFailure() throws IOException {
    try (var hosts = Files.list(HOSTS)) {
      for (Path host : hosts.filter(Files::isDirectory).sorted().toList()) {
        HostFacts facts = recorded(host.getFileName().toString());
        assertTrue(facts.bootSetup().kind().isKnown(), host.toString());
        assertTrue(facts.architecture().isKnown(), host.toString());
        assertEquals(List.of(), facts.dependents().unread(), host.toString());
      }
    }
  }

  private static HostFacts recorded(String host) throws IOException {
    Path root = HOSTS.resolve(host).resolve("root");
    return HostProbe.probe(Host.offline(RootedFiles.light(root)), Tree.DECOMPRESSOR);
  }
}
