package remediator.bootloader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a shell's lexer knows of single characters and of nested quotes. */
final class ShellText {
  private ShellText() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Characters that end a word unless they are quoted. */
  static boolean isMeta(char c) {
    return isBlank(c) || "\n;&|<>()".indexOf(c) >= 0;
  }

  static boolean startsName(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean continuesName(char c) {
    return startsName(c) || (c >= '0' && c <= '9');
  }

  /** The end of the name that begins at {@code from}; {@code from} itself if none does. */
  static int nameEnd(String text, int from) {
    if (from >= text.length() || !startsName(text.charAt(from))) {
      return from;
    }
    int at = from;
    while (at < text.length() && continuesName(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Every name that stands in the text, wherever. */
  static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    int at = 0;
    while (at < text.length()) {
      int end = nameEnd(text, at);
      if (end > at) {
        names.add(text.substring(at, end));
      }
      at = Math.max(end, at + 1);
    }
    return names;
  }

  static int lineEnd(String text, int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline;
  }

  /**
   * The offset after what a quote, backquote, <code>$(</code> or <code>${</code> at {@code from}
   * opens; the length of the text plus one if it is never closed. Anything else is one character.
   */
  static int afterQuoted(String text, int from) {
    Deque<Character> open = new ArrayDeque<>();
    int at = from;
    do {
      if (at >= text.length()) {
        return text.length() + 1;
      }
      at = step(text, at, open);
    } while (!open.isEmpty());
    return at;
  }

  private static int step(String text, int at, Deque<Character> open) {
    char c = text.charAt(at);
    boolean inDoubled = !open.isEmpty() && open.peek() == '"';
    if (c == '\\') {
      return at + 2;
    }
    if (c == '\'' && !inDoubled) {
      int close = text.indexOf('\'', at + 1);
      return close < 0 ? text.length() + 1 : close + 1;
    }
    if (c == '$' && at + 1 < text.length() && "({".indexOf(text.charAt(at + 1)) >= 0) {
      open.push(text.charAt(at + 1) == '(' ? ')' : '}');
      return at + 2;
    }
    if (!open.isEmpty() && open.peek() == c) {
      open.pop();
    } else if (c == '"' || c == '`') {
      open.push(c);
    } else if (c == '(' && !open.isEmpty() && open.peek() == ')') {
      open.push(')');
    }
    return at + 1;
  }
}
