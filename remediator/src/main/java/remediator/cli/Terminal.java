package remediator.cli;

import java.io.Console;
import java.util.Locale;

/**
 * The person at the other end, if there is one.
 *
 * <p>From Java 22 on a console exists without a terminal too, and tells so by a method that Java 17
 * lacks; before, it is null without a terminal. Both are asked here, and nowhere else.
 */
@SuppressWarnings("SystemConsoleNull")
final class Terminal {
  private Terminal() {}

  static boolean isAttached() {
    return System.console() != null && isTerminal(System.console());
  }

  /** Asks a question that only "y" or "yes" answers in the affirmative. */
  static boolean confirms(String question) {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    String answer = console.readLine("%s [y/N] ", question);
    return answer != null
        && (answer.strip().toLowerCase(Locale.ROOT).equals("y")
            || answer.strip().toLowerCase(Locale.ROOT).equals("yes"));
  }

  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }
}
