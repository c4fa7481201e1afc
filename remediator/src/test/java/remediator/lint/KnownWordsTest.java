package remediator.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernel.ParameterName;

class KnownWordsTest {
  private static final KnownWords SHIPPED = KnownWords.shipped();

  @ParameterizedTest
  @CsvSource({
    "BOOT_IMAGE, the boot loader",
    "initrd, the boot loader",
    "systemd.unit, systemd",
    "systemd.default_timeout_start_sec, systemd",
    "systemd.default-timeout-start-sec, systemd",
    "rd.luks.uuid, systemd",
    "single, init",
    "3, init",
    "S, init",
    "rd.lvm.lv, dracut",
    "netroot, dracut",
    "break, initramfs-tools",
    "cryptopts, initramfs-tools",
    "net.ifnames, systemd-udevd",
    "biosdevname, systemd-udevd",
    "rhgb, the splash screen",
    "ds, cloud-init",
    "LANG, the environment of init",
    "modprobe.blacklist, modprobe",
    "inst.ks, the installer",
    "selinux, 'SELinux''s user space'",
    "casper, a live system"
  })
  void namesTheOwner(String word, String owner) {
    assertEquals(Optional.of(owner), owner(word));
  }

  @ParameterizedTest
  @CsvSource({
    "sysctl.vm.swappiness, 'the kernel, by pattern'",
    "kvm.dyndbg, 'the kernel, by pattern'",
    "systemd.something_new, systemd",
    "rd.something, dracut",
    "LC_ALL, the environment of init",
    "arm64.nosve, 'the kernel, before its tables'"
  })
  void namesTheOwnerOfAForm(String word, String owner) {
    assertEquals(Optional.empty(), owner(word));
    assertEquals(
        Optional.of(owner),
        SHIPPED.ownerOfForm(new ParameterName(word)).map(KnownWords.Owner::name));
  }

  @Test
  void onlySomeTakeDashesForUnderscores() {
    assertEquals(Optional.of("systemd"), owner("systemd.log-level"));
    assertEquals(Optional.empty(), owner("rd.driver-blacklist"));
    assertEquals(Optional.empty(), owner("boot-image"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemd", "quietly", "rdlvm", "cgroup.memory", "leakn"})
  void othersAreNobodys(String word) {
    assertEquals(Optional.empty(), owner(word));
    assertEquals(Optional.empty(), SHIPPED.ownerOfForm(new ParameterName(word)));
  }

  @Test
  void theListIsHeldToItsForm() {
    assertThrows(IllegalStateException.class, () -> KnownWords.parse(Stream.of("word")));
    assertThrows(IllegalStateException.class, () -> KnownWords.parse(Stream.of("[owner]", "word")));
    assertThrows(IllegalStateException.class, () -> KnownWords.parse(Stream.of("[a | b", "word")));
    KnownWords read = KnownWords.parse(Stream.of("# no word", "", "[a | b(7)]", "one  two x*"));
    assertEquals(2, read.names().size());
    assertTrue(
        read.owner(new ParameterName("two")).filter(o -> o.source().equals("b(7)")).isPresent());
  }

  private static Optional<String> owner(String word) {
    return SHIPPED.owner(new ParameterName(word)).map(KnownWords.Owner::name);
  }
}
