package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.BootFile;
import remediator.fact.Evidence;
import remediator.file.HostPath;

/** Signs of boot setups that this version does not edit, and their files. */
final class OtherBootSetups {
  private static final List<Sign> IMAGE_BASED =
      List.of(
          new Sign("/run/ostree-booted", "ostree deploys the boot entries; use rpm-ostree kargs"),
          new Sign("/ostree/repo", "ostree deploys the boot entries; use rpm-ostree kargs"),
          new Sign("/sysroot/ostree", "ostree deploys the boot entries; use rpm-ostree kargs"));

  private static final List<Sign> LOADERS =
      List.of(
          new Sign("/etc/zipl.conf", "zipl boots this machine"),
          new Sign("/boot/efi/EFI/systemd", "systemd-boot boots this machine"),
          new Sign("/efi/EFI/systemd", "systemd-boot boots this machine"),
          new Sign("/boot/EFI/systemd", "systemd-boot boots this machine"),
          new Sign("/boot/loader/loader.conf", "systemd-boot boots this machine"),
          new Sign("/boot/efi/loader/loader.conf", "systemd-boot boots this machine"),
          new Sign("/boot/efi/EFI/Linux", "unified kernel images hold their command line inside"),
          new Sign("/efi/EFI/Linux", "unified kernel images hold their command line inside"),
          new Sign("/boot/EFI/Linux", "unified kernel images hold their command line inside"),
          new Sign("/boot/extlinux/extlinux.conf", "extlinux boots this machine"),
          new Sign("/boot/syslinux/syslinux.cfg", "syslinux boots this machine"),
          new Sign("/boot/grub/menu.lst", "GRUB Legacy boots this machine"),
          new Sign("/boot/grub/grub.conf", "GRUB Legacy boots this machine"),
          new Sign("/boot/firmware/cmdline.txt", "a Raspberry Pi's firmware boots this machine"),
          new Sign("/boot/cmdline.txt", "a Raspberry Pi's firmware boots this machine"));

  private static final List<Sign> CONTAINERS =
      List.of(
          new Sign("/.dockerenv", "this root is a container: its kernel is its host's"),
          new Sign("/run/.containerenv", "this root is a container: its kernel is its host's"));

  /** Files with a kernel command line of their own. */
  private static final List<HostPath> FILES =
      List.of(
          HostPath.of("/etc/kernel/cmdline"),
          HostPath.of("/etc/zipl.conf"),
          HostPath.of("/boot/extlinux/extlinux.conf"),
          HostPath.of("/boot/syslinux/syslinux.cfg"),
          HostPath.of("/boot/grub/menu.lst"),
          HostPath.of("/boot/grub/grub.conf"),
          HostPath.of("/boot/firmware/cmdline.txt"),
          HostPath.of("/boot/cmdline.txt"));

  private final Sources sources;

  OtherBootSetups(Sources sources) {
    this.sources = sources;
  }

  private record Sign(String path, String meaning) {}

  /** A system whose boot entries belong to its image, whatever GRUB files it has. */
  Optional<Evidence> imageBased() {
    return first(IMAGE_BASED);
  }

  /** Another boot loader; only of interest where GRUB was not found. */
  Optional<Evidence> loader() {
    return first(LOADERS);
  }

  /** A root that does not boot by itself. */
  Optional<Evidence> container() {
    return first(CONTAINERS);
  }

  /** Files that hold a kernel command line and are not edited here. */
  List<BootFile> files() {
    BootFileReader reader = new BootFileReader(sources);
    List<BootFile> files = new ArrayList<>();
    for (HostPath path : FILES) {
      reader.read(path, BootFile.Role.FOREIGN).optional().ifPresent(files::add);
    }
    return files;
  }

  private Optional<Evidence> first(List<Sign> signs) {
    return signs.stream()
        .filter(sign -> isSign(HostPath.of(sign.path())))
        .map(sign -> new Evidence(sign.path(), sign.meaning()))
        .findFirst();
  }

  /** An empty directory is what a removed boot loader leaves behind. */
  private boolean isSign(HostPath path) {
    return sources.isDirectory(path) ? !sources.namesOrNone(path).isEmpty() : sources.isThere(path);
  }
}
