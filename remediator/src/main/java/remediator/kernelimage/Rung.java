package remediator.kernelimage;

/** The sources of evidence, best first: where two disagree, the one named earlier here wins. */
public enum Rung {
  /** The parameter table inside the kernel image itself. */
  IMAGE("kernel image"),
  /** /proc/kallsyms: the running kernel only. */
  RUNNING_SYMBOLS("symbols of the running kernel"),
  /** /boot/System.map-RELEASE. */
  SYSTEM_MAP("System.map"),
  /** What that kernel logged when it was given the parameter. */
  BOOT_LOG("boot log"),
  /** /lib/modules/RELEASE/modules.builtin.modinfo: parameters of built-in modules only. */
  MODULE_INFO("modules.builtin.modinfo"),
  /** /boot/config-RELEASE. */
  CONFIG("kernel configuration"),
  /** What is known of releases, with a source per row. */
  RELEASE_TABLE("table of releases");

  private final String title;

  Rung(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
