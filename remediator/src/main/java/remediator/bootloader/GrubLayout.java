package remediator.bootloader;

import java.util.List;
import remediator.file.HostPath;

/**
 * Where distributions keep what GRUB 2 reads.
 *
 * <p>Which of these files is the real one is decided by content ({@link GrubCfg#role()}), never by
 * release: on EL9, Debian and Ubuntu the file on the EFI system partition only points to the one
 * below {@code /boot}; on EL7 and EL8 it is the real one.
 */
public final class GrubLayout {
  /** Links that EL and Fedora keep to the file in use, BIOS first. */
  public static final List<HostPath> LINKS =
      List.of(HostPath.of("/etc/grub2.cfg"), HostPath.of("/etc/grub2-efi.cfg"));

  /** The generated file: EL, Fedora and SUSE; Debian and Ubuntu. */
  public static final List<HostPath> GENERATED =
      List.of(HostPath.of("/boot/grub2/grub.cfg"), HostPath.of("/boot/grub/grub.cfg"));

  /** Below it, one directory per vendor, each of which may hold a {@link #NAME}. */
  public static final HostPath EFI_VENDORS = HostPath.of("/boot/efi/EFI");

  /** The file in a vendor's directory. */
  public static final String NAME = "grub.cfg";

  /** Where loader entries lie; here they are only recognised. */
  public static final HostPath LOADER_ENTRIES = HostPath.of("/boot/loader/entries");

  /** Vendor directories that ship a grub.cfg, from the packages of each distribution. */
  public static final List<String> VENDORS =
      List.of(
          "centos",
          "redhat",
          "rocky",
          "almalinux",
          "fedora",
          "oracle",
          "ol",
          "scientific",
          "amzn",
          "openEuler",
          "anolis",
          "debian",
          "ubuntu",
          "opensuse",
          "sles",
          "BOOT");

  private GrubLayout() {}

  /** The file of one vendor. */
  public static HostPath vendorFile(String vendor) {
    return EFI_VENDORS.resolve(vendor).resolve(NAME);
  }
}
