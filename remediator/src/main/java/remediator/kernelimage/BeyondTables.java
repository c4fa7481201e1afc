package remediator.kernelimage;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Words that somebody reads although no table of the kernel holds them: that they are missing there
 * proves nothing.
 */
final class BeyondTables {
  private static final String EARLY_CODE =
      "it is read by start-up code, before and beside the tables that the image shows";

  private static final String USER_SPACE =
      "it is meant for programs (init, systemd, dracut, the boot loader), which read the command"
          + " line themselves; the kernel is not asked";

  /**
   * Read by the decompressor, the EFI stub or early set-up code through {@code
   * cmdline_find_option()} and its like: arch/x86/boot/compressed (kaslr.c, acpi.c, cmdline.c),
   * arch/x86/kernel/cpu (bugs.c, common.c, tsx.c, intel.c, microcode), arch/x86/kernel/fpu/init.c,
   * arch/x86/mm/pti.c, drivers/firmware/efi/libstub, arch/s390/boot/ipl_parm.c,
   * arch/riscv/kernel/pi, arch/powerpc/kernel/prom_init.c; several kernels from 3.10 to 6.18, and
   * kernels of before 2.6.16, whose set-up code compared words itself.
   */
  private static final Set<String> EARLY =
      Set.of(
          "acpi",
          "acpi_rsdp",
          "bootdebug",
          "clearcpuid",
          "cpuid",
          "debug_alternative",
          "dfltcc",
          "dis_ucode_ldr",
          "disable_radix",
          "dtb",
          "eagerfpu",
          "earlyprintk",
          "efi",
          "facilities",
          "fred",
          "hugepages",
          "hugepagesz",
          "immovable_mem",
          "initrd",
          "kaslr",
          "mem",
          "mem_encrypt",
          "memmap",
          "microcode",
          "movable_node",
          "no387",
          "no4lvl",
          "no5lvl",
          "nofxsr",
          "noinitrd",
          "nokaslr",
          "nopti",
          "nopku",
          "nospec_store_bypass_disable",
          "nospectre_v1",
          "nospectre_v2",
          "noxsave",
          "noxsaveopt",
          "noxsaves",
          "prot_virt",
          "pti",
          "relocate_lowcore",
          "sev",
          "setcpuid",
          "spec_store_bypass_disable",
          "spectre_v2",
          "spectre_v2_user",
          "split_lock_detect",
          "srbds",
          "tsx",
          "vmalloc");

  /** Before a dot: arm64's idreg-override.c, fs/proc/proc_sysctl.c, lib/bootconfig.c. */
  private static final Set<String> EARLY_PREFIXES =
      Set.of("arm64", "arm64_sw", "kvm_arm", "sysctl", "kernel", "init");

  /** Registers that arm64 lets one override begin so: {@code id_aa64pfr1.bt=0}. */
  private static final String ARM64_REGISTER = "id_aa64";

  /** lib/dynamic_debug.c: of a module, built in or not, known only while it is loaded. */
  private static final String DYNAMIC_DEBUG = ".dyndbg";

  private static final Set<String> PROGRAMS_WORDS =
      Set.of(
          "BOOT_IMAGE",
          "BOOTIF",
          "biosdevname",
          "boot",
          "cloud_init",
          "ds",
          "emergency",
          "fastboot",
          "forcefsck",
          "ifname",
          "kexec",
          "luks",
          "nofb",
          "ostree",
          "rescue",
          "resumedelay",
          "rhgb",
          "s",
          "S",
          "security_debug",
          "single",
          "splash",
          "vga",
          "vlan",
          "1",
          "2",
          "3",
          "4",
          "5");

  /** Before a dot: kernel-command-line(7) of systemd, dracut.cmdline(7), casper(7), modprobe(8). */
  private static final Set<String> PROGRAMS_PREFIXES =
      Set.of(
          "coreos",
          "fsck",
          "ignition",
          "inst",
          "locale",
          "luks",
          "modprobe",
          "net",
          "nfs4",
          "plymouth",
          "quotacheck",
          "rd",
          "systemd",
          "udev",
          "vconsole",
          "zfs_boot");

  private static final List<String> SYSTEMD_PREFIXES = List.of("systemd_", "SYSTEMD_", "rd_");

  private BeyondTables() {}

  /** Why the tables cannot speak of this name; empty when they would show it. */
  static Optional<String> reason(WantedParameter wanted) {
    String name = wanted.normalName();
    String prefix = prefix(name);
    if (name.equals("__")) {
      return Optional.of("what stands behind it is for init alone");
    }
    if (name.endsWith(DYNAMIC_DEBUG)) {
      return Optional.of("it speaks to a module's debugging messages, loaded or built in");
    }
    if (EARLY.contains(name)
        || EARLY_PREFIXES.contains(prefix)
        || prefix.startsWith(ARM64_REGISTER)) {
      return Optional.of(EARLY_CODE);
    }
    boolean programs =
        PROGRAMS_WORDS.contains(name)
            || PROGRAMS_PREFIXES.contains(prefix)
            || SYSTEMD_PREFIXES.stream().anyMatch(name::startsWith);
    return programs ? Optional.of(USER_SPACE) : Optional.empty();
  }

  /** What stands before the first dot; empty without one. */
  static String prefix(String name) {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }
}
