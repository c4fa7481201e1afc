package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static remediator.probe.OsProbeTest.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.InstalledKernel;

class KernelProbeTest {
  private static final String OLD = "3.10.0-514.el7.x86_64";
  private static final String NEW = "3.10.0-1160.el7.x86_64";
  private static final String NOKMEM = "cgroup.memory=nokmem";
  private static final String SYMBOLS =
      """
      ffffffff81000000 T _text
      ffffffff81b03ea0 d __setup_str_cgroup_disable
      ffffffff81b03eb0 d __setup_str_cgroup_memory
      ffffffff81c00000 b cgroup_memory_nokmem
      """;

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void noKernelIsUnknown() {
    assertUnknown("no kernel was found", tree.facts().kernels());
  }

  @Test
  void aBootThatMayNotBeListedIsUnknown() {
    image(OLD).denied("/boot");
    assertUnknown("permission denied", tree.facts().kernels());
  }

  @Test
  void newestIsTheHighestReleaseThatAnEntryCanStart() {
    image(OLD).file("/boot/vmlinuz-4.18.0-1.el8.x86_64", "");
    image(NEW);
    grub(OLD, NEW);
    assertEquals(NEW, one(InstalledKernel::newest));
    assertEquals(List.of(OLD, NEW), releases(InstalledKernel::bootable));
  }

  @Test
  void buildsCompareAsNumbers() {
    image("3.10.0-957.el7.x86_64");
    image(NEW);
    grub("3.10.0-957.el7.x86_64", NEW);
    assertEquals(NEW, one(InstalledKernel::newest));
  }

  @Test
  void anEntryWithoutItsImageIsNotBootable() {
    image(OLD);
    grub(OLD, NEW);
    assertEquals(List.of(OLD, NEW), releases(kernel -> true));
    assertEquals(OLD, one(InstalledKernel::newest));
    assertEquals(Optional.empty(), kernel(NEW).image());
  }

  @Test
  void whereEntriesCannotBeReadEveryImageMayBoot() {
    image(OLD);
    image(NEW);
    grub(OLD).denied("/boot/grub2/grub.cfg");
    assertEquals(List.of(OLD, NEW), releases(InstalledKernel::bootable));
  }

  @Test
  void whatBootsNextIsMarked() {
    image(OLD);
    image(NEW);
    grub(OLD, NEW);
    assertEquals(OLD, one(InstalledKernel::bootsNext));
    assertEquals(List.of(OLD, NEW), releases(InstalledKernel::matters));
  }

  @Test
  void theRunningKernelIsListedWithoutAnyFile() {
    tree.file("/proc/sys/kernel/osrelease", "5.10.9-own\n");
    assertEquals("5.10.9-own", one(InstalledKernel::running));
  }

  @Test
  void theBannerStandsInForTheReleaseFile() {
    tree.file("/proc/version", "Linux version 4.4.0-1 (x@y) (gcc) #1 SMP\n");
    assertEquals(Optional.of("4.4.0-1"), tree.facts().runningRelease().optional());
    tree.file("/proc/version", "OpenBSD\n");
    assertUnknown("not there", tree.facts().runningRelease());
  }

  @Test
  void theCommandLineLosesItsNewlineOnly() {
    tree.file("/proc/cmdline", " a  \"b c\" \377 \n");
    assertEquals(Optional.of(" a  \"b c\" \377 "), tree.facts().runningCommandLine().optional());
  }

  @Test
  void modulesSymbolsAndConfigurationsGiveKernelsAway() {
    tree.directory("/lib/modules/4.9.1")
        .directory("/lib/modules/kabi-current")
        .file("/boot/System.map-4.9.2", "")
        .file("/boot/config-4.9.3", "")
        .file("/boot/vmlinuz-4.9.4.old", "");
    assertEquals(List.of("4.9.1", "4.9.2", "4.9.3"), releases(kernel -> true));
    assertEquals(List.of(), releases(InstalledKernel::bootable));
  }

  @Test
  void theRescueKernelIsNeverTheNewest() {
    image(OLD).file("/boot/vmlinuz-0-rescue-1a41", "");
    grub(OLD, "0-rescue-1a41");
    assertEquals("0-rescue-1a41", one(InstalledKernel::rescue));
    assertEquals(OLD, one(InstalledKernel::newest));
  }

  @Test
  void aRescueImageThatDoesNotTellItsReleaseIsNotJudgedByItsName() {
    image(OLD).file("/boot/vmlinuz-0-rescue-1a41", "");
    assertEquals("unknown", verdict("0-rescue-1a41"));
  }

  @Test
  void aRescueImageIsJudgedByTheReleaseInItsHeader() {
    tree.bytes("/boot/vmlinuz-0-rescue-1a41", header(NEW));
    tree.file("/boot/System.map-" + NEW, SYMBOLS);
    assertEquals("understood", verdict("0-rescue-1a41"));
  }

  @Test
  void anImageWithoutAReleaseInItsNameIsNamedByItsHeader() {
    tree.bytes("/boot/kernel", header(OLD))
        .file("/boot/grub2/grub.cfg", "menuentry 'A' {\n linux ($root)/boot/kernel quiet\n}\n");
    assertEquals(OLD, one(InstalledKernel::bootsNext));
    assertEquals("/boot/kernel", kernel(OLD).image().orElseThrow().value());
  }

  @Test
  void aLinkStandsForTheReleaseItLeadsTo() {
    image(OLD).link("/boot/vmlinuz", "vmlinuz-" + OLD);
    tree.file("/boot/grub2/grub.cfg", "menuentry 'A' {\n linux /boot/vmlinuz quiet\n}\n");
    assertEquals(OLD, one(InstalledKernel::bootsNext));
  }

  @Test
  void pathsOfPartitionsDevicesAndSubvolumesAreFound() {
    image(OLD);
    for (String path :
        List.of("/vmlinuz-", "/boot/vmlinuz-", "(hd0,1)/vmlinuz-", "/@/boot/vmlinuz-")) {
      KernelImages.Image named = new KernelImages(tree.sources()).named(path + OLD);
      assertEquals("/boot/vmlinuz-" + OLD, named.path().value());
      assertEquals(true, named.exists());
    }
  }

  @Test
  void symbolsOfTheRunningKernelComeFirst() {
    image(OLD).file("/proc/sys/kernel/osrelease", OLD).file("/proc/kallsyms", SYMBOLS);
    assertEquals("understood", verdict(OLD));
    assertEquals("/proc/kallsyms", deciding(OLD));
  }

  @Test
  void symbolsThatMayNotBeReadSayWhy() {
    tree.file("/boot/vmlinuz-1.2.3-own", "")
        .file("/boot/System.map-1.2.3-own", SYMBOLS)
        .denied("/boot/System.map-1.2.3-own");
    boolean told =
        kernel("1.2.3-own").support(NOKMEM).orElseThrow().evidence().stream()
            .anyMatch(evidence -> evidence.reason().contains("permission denied"));
    assertEquals(true, told);
  }

  @Test
  void symbolsOfTheRunningKernelSayNothingOfOthers() {
    image(NEW).file("/proc/sys/kernel/osrelease", OLD).file("/proc/kallsyms", SYMBOLS);
    assertEquals(false, deciding(NEW).equals("/proc/kallsyms"));
  }

  @Test
  void withoutFilesTheTableOfReleasesSpeaks() {
    image(OLD);
    assertEquals("ignored", verdict(OLD));
    image(NEW);
    assertEquals("understood", verdict(NEW));
  }

  @Test
  void garbageInSymbolsAndConfigurationDecidesNothing() {
    image(NEW).file("/boot/System.map-" + NEW, "\0\377garbage\n").file("/boot/config-" + NEW, "\0");
    assertEquals("understood", verdict(NEW));
  }

  @Test
  void aReleaseOfTheHostsCannotLeadOutOfItsDirectories() {
    tree.file("/proc/sys/kernel/osrelease", "../../../etc/x\n").file("/etc/x", SYMBOLS);
    assertEquals("unknown", verdict("../../../etc/x"));
  }

  private Tree image(String release) {
    return tree.file("/boot/vmlinuz-" + release, "");
  }

  private Tree grub(String... releases) {
    StringBuilder cfg = new StringBuilder();
    for (String release : releases) {
      cfg.append("menuentry '").append(release).append("' {\n");
      cfg.append("  linux16 /vmlinuz-").append(release).append(" root=/dev/sda1\n}\n");
    }
    return tree.file("/boot/grub2/grub.cfg", cfg.toString());
  }

  /** A set-up header with its version string, as boot.rst lays it out. */
  static byte[] header(String release) {
    byte[] image = new byte[2048];
    System.arraycopy("HdrS".getBytes(StandardCharsets.ISO_8859_1), 0, image, 0x202, 4);
    image[0x20e] = 0x00;
    image[0x20f] = 0x03;
    byte[] version = (release + " (builder@host) #1 SMP").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(version, 0, image, 0x500, version.length);
    return image;
  }

  private String verdict(String release) {
    return kernel(release).support(NOKMEM).orElseThrow().word();
  }

  private String deciding(String release) {
    return kernel(release).support(NOKMEM).orElseThrow().evidence().get(0).source();
  }

  private InstalledKernel kernel(String release) {
    return kernels().stream().filter(k -> k.release().equals(release)).findFirst().orElseThrow();
  }

  private String one(Predicate<InstalledKernel> which) {
    List<String> releases = releases(which);
    assertEquals(1, releases.size(), releases.toString());
    return releases.get(0);
  }

  private List<String> releases(Predicate<InstalledKernel> which) {
    return kernels().stream().filter(which).map(InstalledKernel::release).toList();
  }

  private List<InstalledKernel> kernels() {
    return tree.facts().kernels().optional().orElseThrow();
  }
}
