package remediator.report;

/**
 * The few colours of a terminal, or none. Colour repeats what a word or symbol already says, never
 * more (NO_COLOR, and readers who do not see it).
 */
public enum Palette {
  PLAIN("", "", "", "", "", ""),
  ANSI("\033[1m", "\033[32m", "\033[31m", "\033[33m", "\033[36m", "\033[0m");

  private final String bold;
  private final String green;
  private final String red;
  private final String yellow;
  private final String cyan;
  private final String end;

  Palette(String bold, String green, String red, String yellow, String cyan, String end) {
    this.bold = bold;
    this.green = green;
    this.red = red;
    this.yellow = yellow;
    this.cyan = cyan;
    this.end = end;
  }

  String bold(String text) {
    return bold + text + end;
  }

  String good(String text) {
    return green + text + end;
  }

  String bad(String text) {
    return red + text + end;
  }

  String warning(String text) {
    return yellow + text + end;
  }

  String hint(String text) {
    return cyan + text + end;
  }
}
