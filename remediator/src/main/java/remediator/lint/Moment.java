package remediator.lint;

import java.util.Locale;

/** When a command line is in force. */
public enum Moment {
  /** Now. */
  RUNNING("running"),
  /** On the entry that boots unless somebody chooses another. */
  NEXT_BOOT("next boot"),
  /** On another entry of the menu. */
  BOOT_MENU("boot menu"),
  /** In the source of the configuration that is generated next. */
  NEXT_UPDATE("after next update");

  private final String title;

  Moment(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The word of the JSON interface. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
