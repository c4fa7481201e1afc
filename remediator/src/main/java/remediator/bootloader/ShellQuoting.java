package remediator.bootloader;

/** Writes characters so that a POSIX shell reads them back as they were meant. */
final class ShellQuoting {
  private static final String SAFE = "_.,=:/@%+-^";

  private ShellQuoting() {}

  /** Text that goes to a place where this quoting is in force. */
  static String inside(String text, Quoting quoting) {
    StringBuilder result = new StringBuilder();
    text.chars().forEach(c -> result.append(character((char) c, quoting)));
    return result.toString();
  }

  private static String character(char c, Quoting quoting) {
    return switch (quoting) {
      case SINGLE -> c == '\'' ? "'\\''" : String.valueOf(c);
      case DOUBLE -> "$`\"\\".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
      case BARE -> isSafe(c) ? String.valueOf(c) : "\\" + c;
    };
  }

  private static boolean isSafe(char c) {
    return ShellText.continuesName(c) || SAFE.indexOf(c) >= 0;
  }
}
