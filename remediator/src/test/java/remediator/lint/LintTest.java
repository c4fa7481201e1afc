package remediator.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.fact.BootFile;
import remediator.lint.LintedWord.Reader;
import remediator.lint.LintedWord.Verdict;

class LintTest {
  private static final String CFG =
      """
      menuentry 'Debian' {
        linux /boot/vmlinuz-6.1.0-28-amd64 root=/dev/sda1 ro quite
      }
      menuentry 'Old' {
        linux /boot/vmlinuz-3.10.0-514.el7.x86_64 root=/dev/sda1 ro cgroup.memory=nokmem
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "cgroup-memory=nokmem, cgroup.memory",
    "cgroup.memroy=nokmem, cgroup.memory",
    "cgroup_memory=nokmem, cgroup.memory",
    "cgroup.disable=memory, cgroup_disable",
    "cgroupdisable=memory, cgroup_disable",
    "quite, quiet",
    "Quiet, quiet",
    "consle=ttyS0, console",
    "rot=/dev/sda1, root",
    "rood=/dev/sda1, root",
    "crashkernal=auto, crashkernel",
    "mitigatons=off, mitigations",
    "sytemd.unit=rescue.target, systemd.unit",
    "systemd.unti=rescue.target, systemd.unit",
    "rd.lvm.ls=a/b, rd.lvm.lv",
    "rd.driver-blacklist=floppy, rd.driver.blacklist",
    "net.ifname=0, net.ifnames",
    "kvm_intl.nested=1, kvm_intel.nested",
    "kvm-intl.nested=1, kvm_intel.nested",
    "rcutree.blimt=1, rcutree.blimit",
    "usbcore.autosuspent=1, usbcore.autosuspend",
    "singel, single",
    "root, root=",
    "console, console=",
    "sp1ash, splash"
  })
  void namesWhatWasMeant(String word, String meant) {
    LintedWord judged = judge(LintScene.two(), word);
    assertEquals(Verdict.NO_KERNEL, judged.verdict());
    assertEquals(Optional.of(meant), judged.suggestion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"frobnicate=1", "frobnicate", "frobnicate.depth=7", "=x"})
  void namesWordsThatNobodyReads(String word) {
    LintedWord judged = judge(LintScene.two(), word);
    assertEquals(Verdict.NO_KERNEL, judged.verdict());
    assertEquals(Optional.empty(), judged.suggestion());
    assertEquals(List.of(LintScene.NEW), judged.ignoredBy());
  }

  /** What k3s asks for on a Raspberry Pi: the near name takes no such value. */
  @ParameterizedTest
  @CsvSource({"cgroup_memory=1, ''", "cgroup-memory=nokmen, cgroup.memory"})
  void aNameThatDoesNotTakeTheValueWasNotMeant(String word, String meant) {
    LintedWord judged = judge(LintScene.two(), word);
    assertEquals(Verdict.NO_KERNEL, judged.verdict());
    assertEquals(Optional.of(meant).filter(name -> !name.isEmpty()), judged.suggestion());
  }

  @Test
  void saysWhatBecomesOfAWordByItsDot() {
    assertTrue(judge(LintScene.two(), "a.b=1").why().get(0).contains("dropped without a word"));
    assertTrue(judge(LintScene.two(), "ab=1.2").why().get(0).contains("hands it to init"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet",
        "root=UUID=1",
        "ro",
        "cgroup_disable=memory",
        "cgroup-disable=memory,cpu",
        "panic=10",
        "rcutree.blimit=5",
        "crashkernel=auto",
        "cgroup_disable="
      })
  void findsNothingWrongWithWhatEveryKernelKnows(String word) {
    LintedWord judged = judge(LintScene.two(), word);
    assertEquals(Verdict.UNDERSTOOD, judged.verdict());
    assertFalse(LintScene.two().running(word).lint().isIncomplete());
  }

  @ParameterizedTest
  @CsvSource({
    "systemd.unit=rescue.target, systemd",
    "single, init",
    "3, init",
    "rd.lvm.lv=a/b, dracut",
    "rd.vendor.extra=1, dracut",
    "BOOT_IMAGE=/vmlinuz, the boot loader",
    "LANG=de_DE.UTF-8, the environment of init",
    "net.ifnames=0, systemd-udevd",
    "rhgb, the splash screen",
    "ds=nocloud, cloud-init",
    "sysctl.vm.swappiness=10, 'the kernel, by pattern'",
    "modprobe.blacklist=nouveau, modprobe",
    "placeholder, the boot loader",
    "vc_mem.mem_base=0x3ec00000, 'the Raspberry Pi''s firmware'",
    "multipath=off, multipathd",
    "tuned.non_isolcpus=ff, TuneD",
    "inst.rdp, the installer",
    "rd.zdev=no-auto, dracut",
    "rd.nvme=1, dracut",
    "plymouth:debug, the splash screen",
    "locales=C, a live system",
    "cros_debug, ignition or another image-based system"
  })
  void knowsWhatIsForOthers(String word, String reader) {
    LintedWord judged = judge(LintScene.two(), word);
    assertEquals(Verdict.FOR_OTHERS, judged.verdict());
    assertEquals(Optional.of(reader), judged.reader().map(Reader::name));
  }

  @Test
  void wordsBehindTheDashesAreInits() {
    List<LintedWord> words = LintScene.two().running("quiet -- quite consle=x").lint().words();
    assertEquals(
        List.of(Verdict.UNDERSTOOD, Verdict.FOR_OTHERS, Verdict.FOR_OTHERS),
        words.stream().map(LintedWord::verdict).toList());
  }

  @Test
  void knowsParametersOfModulesThatCanBeLoaded() {
    LintedWord judged = judge(LintScene.two(), "kvm-intel.nested=1");
    assertEquals(Verdict.UNDERSTOOD, judged.verdict());
    assertEquals(Optional.of("module kvm_intel"), judged.reader().map(Reader::name));
  }

  @Test
  void aModuleThatOnlyOneKernelHasIsOneThatSomeKernelsDrop() {
    LintedWord judged =
        only(LintScene.two().defaults("GRUB_CMDLINE_LINUX=nvme.io_timeout=9\n").lint());
    assertEquals(Verdict.SOME_KERNELS, judged.verdict());
    assertEquals(List.of(LintScene.OLD), judged.ignoredBy());
    assertEquals(List.of(LintScene.NEW), judged.understoodBy());
  }

  @Test
  void withoutAListOfModulesADottedNameMayBeOneOfTheirs() {
    LintScene scene = LintScene.two().withoutModules();
    assertEquals(Verdict.CANNOT_TELL, judge(scene, "frobnicate.depth=7").verdict());
    assertTrue(scene.lint().isIncomplete());
  }

  @Test
  void withoutAListOfModulesAMisspeltNameIsFoundAllTheSame() {
    LintedWord judged = judge(LintScene.two().withoutModules(), "cgrup.memory=nokmem");
    assertEquals(Verdict.NO_KERNEL, judged.verdict());
    assertEquals(Optional.of("cgroup.memory"), judged.suggestion());
    assertEquals(
        Verdict.NO_KERNEL, judge(LintScene.two().withoutModules(), "rcutree.xyz=1").verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "cgroup_disable=memori, memori, memory",
    "'cgroup_disable=cpu,memroy', memroy, memory",
    "cgroup-disable=cpuste, cpuste, cpuset",
    "cgroup_disable=Memory, Memory, memory"
  })
  void namesTokensThatNoKernelKnows(String word, String token, String meant) {
    LintedWord judged = judge(LintScene.one(), word);
    assertEquals(Verdict.UNKNOWN_VALUE, judged.verdict());
    assertEquals(Optional.of(token), judged.token());
    assertEquals(Optional.of(meant), judged.suggestion());
  }

  @Test
  void judgesEveryTokenOfTheKnownLists() {
    List<LintedWord> words =
        LintScene.one()
            .running("cgroup.memory=nokmen,nosocket,,nobpf cgroup_no_v1=al")
            .lint()
            .words();
    assertEquals(
        List.of(Optional.of("nokmen"), Optional.of("nobpf"), Optional.of("al")),
        words.stream().map(LintedWord::token).toList());
    assertEquals(Optional.of("nokmem"), words.get(0).suggestion());
  }

  @Test
  void aTokenThatOneKernelKnowsIsOneThatSomeKernelsDrop() {
    LintedWord judged =
        only(LintScene.two().defaults("GRUB_CMDLINE_LINUX=cgroup_disable=pids\n").lint());
    assertEquals(Verdict.SOME_KERNELS, judged.verdict());
    assertEquals(Optional.of("pids"), judged.token());
    assertEquals(List.of(LintScene.OLD), judged.ignoredBy());
  }

  @Test
  void aValueThatOnlyOtherRowsHaveIsUnknown() {
    assertEquals(Verdict.UNKNOWN_VALUE, judge(LintScene.one(), "xive=on").verdict());
    assertEquals(Verdict.UNDERSTOOD, judge(LintScene.one(), "xive=off").verdict());
  }

  @Test
  void aFlagAndMoreIsUnknownWithItsReason() {
    LintedWord judged = judge(LintScene.one(), "noresume123");
    assertEquals(Verdict.NO_KERNEL, judged.verdict());
    assertTrue(judged.why().get(0).contains("its beginning is a flag"));
  }

  @Test
  void findsEveryPlaceAndSaysAWordOnce() {
    Lint lint =
        LintScene.two()
            .running("root=/dev/sda1 ro quite")
            .grubCfg(CFG)
            .next("/boot/grub/grub.cfg", 1)
            .defaults("GRUB_CMDLINE_LINUX=\"quite\"\nGRUB_CMDLINE_LINUX_DEFAULT=\"ro\"\n")
            .lint();
    LintedWord quite = lint.problems().get(0);
    assertEquals(
        List.of(
            new Place(Moment.RUNNING, "/proc/cmdline", 0),
            new Place(Moment.NEXT_BOOT, "/boot/grub/grub.cfg", 2),
            new Place(Moment.NEXT_UPDATE, "/etc/default/grub", 1)),
        quite.places());
    assertEquals(2, lint.problems().size());
    assertEquals(4, lint.words().size());
  }

  @Test
  void anEntrysWordIsHeldAgainstTheKernelThatItBoots() {
    Lint lint = LintScene.two().running("ro").grubCfg(CFG).lint();
    LintedWord nokmem =
        lint.words().stream().filter(w -> w.name().equals("cgroup.memory")).findFirst().get();
    assertEquals(Verdict.SOME_KERNELS, nokmem.verdict());
    assertEquals(List.of(LintScene.OLD), nokmem.ignoredBy());
    assertEquals(new Place(Moment.BOOT_MENU, "/boot/grub/grub.cfg", 5), nokmem.places().get(0));
    assertEquals(Verdict.UNDERSTOOD, judge(LintScene.two(), "cgroup.memory=nokmem").verdict());
  }

  @Test
  void withoutAnImageNothingIsToldAndNothingDenied() {
    LintScene scene = LintScene.one().unreadable(LintScene.NEW);
    Lint lint = scene.running("quite cgroup.memory=nokmem rd.lvm.lv=a").lint();
    assertEquals(
        List.of(Verdict.CANNOT_TELL, Verdict.CANNOT_TELL, Verdict.FOR_OTHERS),
        lint.words().stream().map(LintedWord::verdict).toList());
    assertTrue(lint.isIncomplete());
    assertEquals(1, lint.silentKernels().size());
    assertEquals(List.of(), lint.problems());
  }

  @ParameterizedTest
  @CsvSource({"true, UNDERSTOOD", "false, UNKNOWN_VALUE"})
  void withoutAnImageARemedyIsJudgedByOtherEvidence(boolean understood, Verdict expected) {
    LintScene scene =
        LintScene.one()
            .unreadable(LintScene.NEW)
            .support(LintScene.NEW, "cgroup.memory=nokmem", understood);
    assertEquals(expected, judge(scene, "cgroup.memory=nokmem").verdict());
    assertEquals(Verdict.CANNOT_TELL, judge(scene, "cgroup.memory=nobpf").verdict());
    assertEquals(!understood, !scene.running("cgroup.memory=nokmem").lint().problems().isEmpty());
  }

  @Test
  void oneImageThatCountsAndCannotBeReadLeavesTheAnswerOpen() {
    LintScene open = LintScene.two().unreadable(LintScene.NEW).defaults("GRUB_CMDLINE_LINUX=ro\n");
    assertTrue(open.lint().isIncomplete());
    LintScene told = LintScene.two().unreadable(LintScene.OLD).defaults("GRUB_CMDLINE_LINUX=ro\n");
    assertFalse(told.lint().isIncomplete());
  }

  @Test
  void aHostWithoutAnyLineIsIncomplete() {
    assertTrue(LintScene.one().lint().isIncomplete());
    assertTrue(LintScene.one().live().defaults("GRUB_CMDLINE_LINUX=ro\n").lint().isIncomplete());
    assertFalse(LintScene.one().defaults("GRUB_CMDLINE_LINUX=ro\n").lint().isIncomplete());
  }

  @Test
  void whatTheBootLoaderFillsInIsNotJudged() {
    Lint lint =
        LintScene.one()
            .file(
                "/boot/loader/entries/a.conf",
                BootFile.Role.LOADER_ENTRY,
                "title A\nlinux /vmlinuz-6.1.0-28-amd64\noptions $kernelopts quite\n")
            .file(
                "/boot/grub2/grubenv",
                BootFile.Role.ENVIRONMENT,
                "# GRUB Environment Block\nkernelopts=root=x ro consle=tty0\n")
            .file("/etc/kernel/cmdline", BootFile.Role.FOREIGN, "# mine\nro singel\n")
            .next("/boot/loader/entries/a.conf", 1)
            .lint();
    assertEquals(
        List.of(Verdict.NOT_JUDGED, Verdict.NO_KERNEL),
        lint.words().stream().limit(2).map(LintedWord::verdict).toList());
    assertEquals(
        List.of(
            "next boot /boot/loader/entries/a.conf:3",
            "next boot /boot/grub2/grubenv",
            "after next update /etc/kernel/cmdline"),
        lint.problems().stream()
            .map(word -> word.places().get(0))
            .map(place -> place.moment().title() + " " + place.where())
            .toList());
  }

  @Test
  void whatCannotBeJudgedIsNamed() {
    Lint lint = LintScene.one().running("ro").defaults("GRUB_CMDLINE_LINUX=\"$(date)\"\n").lint();
    assertEquals(1, lint.unread().size());
    assertTrue(lint.unread().get(0).startsWith("/etc/default/grub:1"), lint.unread().get(0));
    assertTrue(lint.isIncomplete());
  }

  private static LintedWord judge(LintScene scene, String word) {
    return only(scene.running(word).lint());
  }

  private static LintedWord only(Lint lint) {
    assertEquals(1, lint.words().size(), lint.words().toString());
    return lint.words().get(0);
  }
}
