package remediator.fact;

/** What started the boot loader; decides which of several grub.cfg files is read. */
public enum Firmware {
  BIOS,
  EFI
}
