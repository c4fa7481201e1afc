package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static remediator.probe.OsProbeTest.assertUnknown;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.BootFile;
import remediator.fact.BootFile.Role;
import remediator.fact.BootSetup;
import remediator.fact.BootSetup.Kind;

class BootloaderProbeTest {
  private static final String CFG = "/boot/grub2/grub.cfg";
  private static final String ESP = "/boot/efi/EFI/centos/grub.cfg";
  private static final String FULL =
      """
      set default="${saved_entry}"
      menuentry 'New' --id new {
        linux16 /vmlinuz-3.10.0-1160.el7.x86_64 root=/dev/sda1
      }
      menuentry 'Old' --id old {
        linux16 /vmlinuz-3.10.0-514.el7.x86_64 root=/dev/sda1
      }
      """;
  private static final String LOADS = "load_env\n" + FULL;

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void aRootThatIsNoHostSaysSo() {
    assertUnknown("is it the root of a host?", setup().kind());
    tree.file("/pictures/cat.jpg", "");
    assertUnknown("is it the root of a host?", setup().kind());
  }

  @Test
  void withItsDefaultsTheFileIsGenerated() {
    tree.file(CFG, FULL).file("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"quiet\"\n");
    assertEquals(Optional.of(Kind.GRUB_FROM_DEFAULTS), setup().kind().optional());
    assertEquals(List.of(Role.DEFAULTS, Role.GENERATED), roles());
  }

  @Test
  void withoutDefaultsTheFileStandsAlone() {
    tree.file(CFG, FULL);
    assertEquals(Optional.of(Kind.GRUB_CFG_ONLY), setup().kind().optional());
  }

  @Test
  void aMissingGrubCfgIsUnknownWhereDefaultsAre() {
    tree.file("/etc/default/grub", "").directory("/boot");
    assertUnknown("no grub.cfg", setup().kind());
  }

  @Test
  void anUnreadableGrubCfgIsUnknownAndStaysInTheList() {
    tree.file(CFG, FULL).file("/etc/default/grub", "").denied(CFG);
    assertUnknown("permission denied", setup().kind());
    assertFalse(setup().files(Role.GENERATED).findFirst().orElseThrow().content().isKnown());
    assertUnknown("could be read", setup().bootsNext());
  }

  @Test
  void anEmptyGrubCfgIsNoSetup() {
    tree.file(CFG, "# nothing\n");
    assertUnknown("holds no boot entry", setup().kind());
  }

  @Test
  void aLinkAndItsTargetAreOneFile() {
    tree.file(CFG, FULL).link("/etc/grub2.cfg", "../boot/grub2/grub.cfg");
    assertEquals(List.of(CFG), paths(Role.GENERATED));
  }

  @Test
  void aLinkToNothingIsToldWhereItLeadsInsideTheRoot() {
    tree.file("/etc/default/grub", "").link(CFG, "../../../../outside/grub.cfg");
    assertUnknown("is a link to /outside/grub.cfg, and nothing is there", setup().kind());
  }

  @Test
  void aSecondNameThatLeadsNowhereIsNotMissed() {
    tree.file(ESP, FULL).link("/etc/grub2.cfg", "../boot/grub2/grub.cfg");
    assertEquals(Optional.of(Kind.GRUB_CFG_ONLY), setup().kind().optional());
  }

  @Test
  void aLinkToAFileElsewhereIsFollowed() {
    tree.file("/srv/boot.cfg", FULL).link("/etc/grub2.cfg", "../srv/boot.cfg");
    BootFile file = setup().files(Role.GENERATED).findFirst().orElseThrow();
    assertEquals("/etc/grub2.cfg", file.path().value());
    assertEquals("/srv/boot.cfg", file.target().value());
  }

  @Test
  void withEfiTheFullFileOfTheEspIsTheOneRead() {
    tree.file(CFG, FULL).file(ESP, FULL).directory("/sys/firmware/efi");
    assertEquals(List.of(ESP), paths(Role.GENERATED));
    assertEquals(List.of(CFG), paths(Role.GENERATED_NOT_LOADED));
  }

  @Test
  void withBiosTheFullFileOfTheEspIsNotRead() {
    tree.file(CFG, FULL).file(ESP, FULL).directory("/sys/firmware");
    assertEquals(List.of(CFG), paths(Role.GENERATED));
    assertEquals(List.of(ESP), paths(Role.GENERATED_NOT_LOADED));
  }

  @Test
  void withUnknownFirmwareBothAreRead() {
    tree.file(CFG, FULL).file(ESP, FULL);
    assertEquals(List.of(CFG, ESP), paths(Role.GENERATED));
  }

  @Test
  void aStubOnTheEspMakesTheFileItLeadsToTheOneRead() {
    tree.file("/boot/grub/grub.cfg", FULL)
        .file(CFG, FULL)
        .file(
            "/boot/efi/EFI/ubuntu/grub.cfg",
            "search.fs_uuid 1 root\nset prefix=($root)'/boot/grub'\nconfigfile $prefix/grub.cfg\n")
        .directory("/sys/firmware/efi");
    assertEquals(List.of("/boot/grub/grub.cfg"), paths(Role.GENERATED));
    assertEquals(List.of(CFG), paths(Role.GENERATED_NOT_LOADED));
    assertEquals(List.of("/boot/efi/EFI/ubuntu/grub.cfg"), paths(Role.REDIRECT));
  }

  @Test
  void aStubOfASeparateBootPartitionLeadsThereToo() {
    tree.file(CFG, FULL)
        .file("/boot/grub/grub.cfg", FULL)
        .file(ESP, "set prefix=($dev)/grub2\nexport $prefix\nconfigfile $prefix/grub.cfg\n")
        .directory("/sys/firmware/efi");
    assertEquals(List.of(CFG), paths(Role.GENERATED));
  }

  @Test
  void anEspThatMayNotBeListedLeavesTheKindOpenUnlessBiosBoots() {
    tree.file(CFG, FULL).file(ESP, FULL).denied("/boot/efi");
    assertUnknown("permission denied", setup().kind());
    tree.directory("/sys/firmware");
    assertEquals(Optional.of(Kind.GRUB_CFG_ONLY), setup().kind().optional());
  }

  @Test
  void onlyDebianReadsDropInsAndOnlyCfgFiles() {
    tree.file(CFG, FULL)
        .file("/etc/default/grub", "")
        .file("/etc/default/grub.d/50-cloud.cfg", "")
        .file("/etc/default/grub.d/README", "")
        .file("/etc/os-release", "ID=centos\n");
    assertEquals(List.of(), paths(Role.DEFAULTS_DROP_IN));
    tree.file("/etc/os-release", "ID=pop\nID_LIKE=\"ubuntu debian\"\n");
    assertEquals(List.of("/etc/default/grub.d/50-cloud.cfg"), paths(Role.DEFAULTS_DROP_IN));
  }

  @Test
  void savedEntryOfTheBlockBesideTheFileDecides() {
    tree.file(CFG, LOADS).file("/boot/grub2/grubenv", environment("saved_entry=old\n"));
    BootSetup.DefaultEntry next = setup().bootsNext().optional().orElseThrow();
    assertEquals("Old", next.title());
    assertEquals(6, next.line());
    assertEquals(Optional.of("3.10.0-514.el7.x86_64"), next.release());
  }

  @Test
  void anUnreadableBlockLeavesTheNextEntryOpen() {
    tree.file(CFG, LOADS)
        .file("/boot/grub2/grubenv", environment("saved_entry=old\n"))
        .denied("/boot/grub2/grubenv");
    assertUnknown("saved entry", setup().bootsNext());
  }

  @Test
  void twoFilesThatDisagreeLeaveTheNextEntryOpen() {
    tree.file(CFG, LOADS)
        .file(ESP, LOADS)
        .file("/boot/grub2/grubenv", environment("saved_entry=old\n"))
        .file("/boot/efi/EFI/centos/grubenv", environment("saved_entry=new\n"));
    assertUnknown("select different kernels", setup().bootsNext());
  }

  @Test
  void anAbsentOrHarmlessInclusionChangesNothing() {
    tree.file(CFG, FULL + "source ${config_directory}/custom.cfg\n");
    assertEquals("New", next());
    tree.file("/boot/grub2/custom.cfg", "GRUB2_PASSWORD=grub.pbkdf2.sha512\n");
    assertEquals("New", next());
  }

  @Test
  void anInclusionThatSetsADefaultLeavesItOpen() {
    tree.file(CFG, FULL + "source ${config_directory}/custom.cfg\n")
        .file("/boot/grub2/custom.cfg", "set default=1\n");
    assertFalse(setup().bootsNext().isKnown());
  }

  @Test
  void entriesIncludedAfterAllOthersCountOnlyWhenSelected() {
    tree.file(CFG, LOADS + "source \"/.snapshots/grub-snapshot.cfg\"\n")
        .file("/.snapshots/grub-snapshot.cfg", "menuentry 'Snap' { linux /vmlinuz-1 }\n")
        .file("/boot/grub2/grubenv", environment("saved_entry=old\n"));
    assertEquals("Old", next());
    tree.file("/boot/grub2/grubenv", environment("saved_entry=Snap\n"));
    assertFalse(setup().bootsNext().isKnown());
  }

  @Test
  void loaderEntriesAreToldByBlscfg() {
    tree.file(CFG, "load_env\ninsmod blscfg\nblscfg\n")
        .file("/boot/grub2/grubenv", environment("saved_entry=id-4.18.0-553\n"))
        .file(
            "/boot/loader/entries/id-4.18.0-553.conf",
            "title Rocky\nlinux /vmlinuz-4.18.0-553.el8_10.x86_64\noptions $kernelopts\n");
    assertEquals(Optional.of(Kind.LOADER_ENTRIES), setup().kind().optional());
    assertEquals("Rocky", next());
    assertEquals(List.of(Role.GENERATED, Role.ENVIRONMENT, Role.LOADER_ENTRY), roles());
  }

  @Test
  void otherBootLoadersAreNamed() {
    assertUnsupported("/boot/extlinux/extlinux.conf", "extlinux");
    assertUnsupported("/etc/zipl.conf", "zipl");
    assertUnsupported("/boot/grub/menu.lst", "GRUB Legacy");
    assertUnsupported("/boot/efi/EFI/Linux/x.efi", "unified kernel images");
    assertUnsupported("/boot/efi/EFI/systemd/systemd-bootx64.efi", "systemd-boot");
    assertUnsupported("/boot/firmware/cmdline.txt", "Raspberry Pi");
    assertUnsupported("/run/ostree-booted", "ostree");
    assertUnsupported("/.dockerenv", "container");
  }

  @Test
  void anImageBasedSystemIsNotEditedEvenWithGrubFiles() {
    tree.file(CFG, FULL).file("/ostree/repo/config", "");
    assertEquals(Optional.of(Kind.UNSUPPORTED), setup().kind().optional());
  }

  @Test
  void grubWinsOverLeftoversOfOtherLoaders() {
    tree.file(CFG, FULL).file("/boot/grub/menu.lst", "").directory("/boot/efi/EFI/Linux");
    assertEquals(Optional.of(Kind.GRUB_CFG_ONLY), setup().kind().optional());
    assertEquals(List.of("/boot/grub/menu.lst"), paths(Role.FOREIGN));
  }

  @Test
  void anEmptyBootIsAContainerOrNotMounted() {
    tree.directory("/etc").directory("/boot");
    String excerpt =
        setup().kind().match(known -> known.evidence().excerpt(), unknown -> unknown.reason());
    assertEquals("empty or missing: a container, or /boot is not mounted", excerpt);
  }

  @Test
  void aDirectoryInPlaceOfAFileIsNotRead() {
    tree.directory(CFG).file("/etc/default/grub", "");
    assertUnknown("not a regular file", setup().kind());
  }

  private void assertUnsupported(String path, String words) {
    Tree other = new Tree(directory.resolve(words.replace(' ', '-')));
    other.directory("/etc").file(path, "");
    BootSetup setup = other.facts().bootSetup();
    assertEquals(Optional.of(Kind.UNSUPPORTED), setup.kind().optional(), path);
    String excerpt =
        setup.kind().match(known -> known.evidence().excerpt(), unknown -> unknown.reason());
    assertEquals(true, excerpt.contains(words), excerpt);
  }

  private static String environment(String variables) {
    String start = "# GRUB Environment Block\n" + variables;
    return start + "#".repeat(1024 - start.length());
  }

  private String next() {
    return setup().bootsNext().optional().map(BootSetup.DefaultEntry::title).orElse("unknown");
  }

  private List<Role> roles() {
    return setup().files().stream().map(BootFile::role).toList();
  }

  private List<String> paths(Role role) {
    return setup().files(role).map(file -> file.path().value()).toList();
  }

  private BootSetup setup() {
    return tree.facts().bootSetup();
  }
}
