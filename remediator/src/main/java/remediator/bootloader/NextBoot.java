package remediator.bootloader;

/** Which boot entry GRUB starts when nobody touches the keyboard. */
public sealed interface NextBoot {
  /** Calls the case that applies. */
  <R> R match(Cases<R> cases);

  /** One function for each case. */
  interface Cases<R> {
    /** This entry starts. */
    R boots(Boots boots);

    /** The files do not tell; the operator looks at the boot menu. */
    R undetermined(Undetermined undetermined);
  }

  /**
   * This entry starts.
   *
   * @param reason what selects it, for example {@code saved_entry of grubenv names its title}
   */
  record Boots(BootEntry entry, String reason) implements NextBoot {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.boots(this);
    }
  }

  /** The selection is made by something that we do not read. */
  record Undetermined(String reason) implements NextBoot {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.undetermined(this);
    }
  }
}
