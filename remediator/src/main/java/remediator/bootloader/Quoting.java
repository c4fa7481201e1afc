package remediator.bootloader;

/** How a character of a shell or GRUB word is protected. */
enum Quoting {
  BARE,
  SINGLE,
  DOUBLE
}
