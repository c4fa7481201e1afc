package remediator.bootloader;

import java.util.List;
import java.util.Optional;

/**
 * One entry of GRUB's menu, or a kernel that a grub.cfg loads without any menu.
 *
 * @param title the title as GRUB shows it, its quotes taken off; untrusted bytes of the host
 * @param id what {@code --id} or {@code $menuentry_id_option} gives it
 * @param position as GRUB counts: {@code 0}, or {@code 1>2} for the third entry of the submenu that
 *     is the second item; empty for a kernel outside of any entry
 * @param submenus the submenus around it, outermost first
 * @param classes the arguments of {@code --class}
 * @param unrestricted whether {@code --unrestricted} lets it boot without a password
 * @param kernelLines the commands that load a Linux kernel, in order; normally one, several where
 *     the script chooses between them, none for a chain loader, firmware setup or Xen
 * @param initrd whether an initrd is loaded
 * @param multiboot whether a hypervisor such as Xen is loaded by a multiboot command: such lines
 *     are recognised, never edited
 * @param conditional whether the entry, or a menu around it, stands inside an {@code if} or loop,
 *     so that it may not be there
 * @param line the line on which the entry begins, counted from 1
 */
public record BootEntry(
    String title,
    Optional<String> id,
    String position,
    List<Submenu> submenus,
    List<String> classes,
    boolean unrestricted,
    List<KernelLine> kernelLines,
    boolean initrd,
    boolean multiboot,
    boolean conditional,
    int line) {

  /** What an entry is for. */
  public enum Kind {
    /** The system as it is meant to run. */
    NORMAL,
    /** The same kernel without services (Debian and SUSE: recovery mode; single user). */
    RECOVERY,
    /** The kernel that RHEL keeps apart for repairs ({@code vmlinuz-0-rescue-…}). */
    RESCUE,
    /** No Linux kernel that we could edit: chain loader, firmware setup, Xen, memory test. */
    OTHER
  }

  /** A menu inside of the menu; title and id as those of an entry. */
  public record Submenu(String title, Optional<String> id) {}

  private static final List<String> RECOVERY_WORDS =
      List.of(
          "single",
          "s",
          "S",
          "1",
          "recovery",
          "rescue",
          "emergency",
          "systemd.unit=rescue.target",
          "systemd.unit=emergency.target");

  /** Copies the lists. */
  public BootEntry {
    submenus = List.copyOf(submenus);
    classes = List.copyOf(classes);
    kernelLines = List.copyOf(kernelLines);
  }

  /** The first kernel line, which normally is the only one. */
  public Optional<KernelLine> kernelLine() {
    return kernelLines.stream().findFirst();
  }

  /** What the entry is for, by its kernel, its arguments and its title. */
  public Kind kind() {
    if (kernelLines.isEmpty()) {
      return Kind.OTHER;
    }
    if (kernelLines.stream().anyMatch(each -> each.kernelPath().contains("vmlinuz-0-rescue"))) {
      return Kind.RESCUE;
    }
    boolean byTitle = title.contains("(recovery mode)") || title.contains("recovery mode");
    boolean byArguments =
        kernelLines.stream()
            .flatMap(each -> each.commandLine().words().stream())
            .anyMatch(RECOVERY_WORDS::contains);
    return byTitle || byArguments ? Kind.RECOVERY : Kind.NORMAL;
  }
}
