package remediator.bootloader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the end of a shell statement that is not an assignment, and what it might change.
 *
 * <p>It errs on one side: every name in the statement counts as possibly assigned, and a statement
 * whose end or effect is not certain counts as able to assign anything from there on.
 */
final class ShellOpaqueReader {
  private static final Map<String, String> CLOSERS =
      Map.of(
          "if", "fi", "case", "esac", "for", "done", "while", "done", "until", "done", "select",
          "done", "{", "}");

  private static final Set<String> BEFORE_COMMAND =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{");

  /** Commands after which any variable may be anything, or after which nothing is read. */
  private static final Set<String> UNBOUNDED =
      Set.of(
          "eval",
          ".",
          "source",
          "read",
          "exit",
          "return",
          "exec",
          "alias",
          "trap",
          "declare",
          "typeset",
          "local",
          "let",
          "getopts",
          "mapfile",
          "readarray",
          "function",
          "set",
          "shift",
          "break",
          "continue",
          "readonly");

  private static final Set<String> NAMING = Set.of("export", "unset", "printf");

  private final String text;
  private final int start;
  private final Deque<String> open = new ArrayDeque<>();
  private int at;
  private boolean commandPosition = true;
  private boolean joined;
  private boolean unbounded;
  private boolean naming;
  private String first = "";

  /** Reads at once. */
  ShellOpaqueReader(String text, int start) {
    this.text = text;
    this.start = start;
    this.at = start;
    this.unbounded = ShellText.isMeta(text.charAt(start)) && text.charAt(start) != '(';
    while (at < text.length() && !step()) {
      // Every step goes on by one token, or says that the statement is over.
    }
    unbounded |= !open.isEmpty();
  }

  /** The offset after the statement. */
  int end() {
    return Math.min(at, text.length());
  }

  ShellStatement.Opaque statement(int line) {
    String source = text.substring(start, end());
    boolean computedName = naming && (source.indexOf('$') >= 0 || source.indexOf('`') >= 0);
    Set<String> mentions = new LinkedHashSet<>(ShellText.names(source));
    boolean unsure = unbounded || computedName || hasBrokenName(source);
    return new ShellStatement.Opaque(line, why(), mentions, unsure);
  }

  /** Whether a name may go on behind a backslash and newline, so that it is not seen as a whole. */
  private static boolean hasBrokenName(String source) {
    int at = source.indexOf("\\\n");
    while (at > 0 && !ShellText.continuesName(source.charAt(at - 1))) {
      at = source.indexOf("\\\n", at + 1);
    }
    return at > 0;
  }

  private String why() {
    return switch (first) {
      case "if" -> "an if block decides here";
      case "case" -> "a case block decides here";
      case "for", "while", "until", "select" -> "a loop runs here";
      case "{" -> "a group of commands runs here";
      case "" -> unbounded ? "this is no shell statement" : "a group of commands runs here";
      case ".", "source" -> "another file is read here";
      case "function" -> "a function is defined here";
      default -> "the command '" + shortened(first) + "' runs here";
    };
  }

  private static String shortened(String word) {
    return word.length() > 40 ? word.substring(0, 40) + "…" : word;
  }

  /** Reads one token; true when the statement is over. */
  private boolean step() {
    char c = text.charAt(at);
    if (ShellText.isBlank(c)) {
      at++;
    } else if (text.startsWith("\\\n", at)) {
      at += 2;
    } else if (c == '#') {
      at = ShellText.lineEnd(text, at);
    } else if (c == '\n' || c == ';') {
      return separator(c);
    } else if (ShellText.isMeta(c)) {
      operator(c);
    } else {
      word();
    }
    return false;
  }

  private boolean separator(char c) {
    at++;
    boolean over = open.isEmpty() && !(c == '\n' && joined);
    commandPosition = true;
    return over;
  }

  private void operator(char c) {
    int length = text.startsWith("&&", at) || text.startsWith("||", at) ? 2 : 1;
    joined = length == 2 || c == '|';
    commandPosition = c != '<' && c != '>';
    switch (c) {
      case '<' -> hereDocument();
      case '(' -> {
        unbounded |= text.startsWith("()", at) || joinedWithName();
        open.push(")");
      }
      case ')' -> closeParenthesis();
      default -> {
        // Pipes, lists and redirections change nothing that is not mentioned.
      }
    }
    at = Math.max(at, Math.min(at + length, text.length()));
  }

  /** {@code name (}: the head of a function, or an array. */
  private boolean joinedWithName() {
    int before = at - 1;
    while (before > start && ShellText.isBlank(text.charAt(before))) {
      before--;
    }
    return before >= start && ShellText.continuesName(text.charAt(before)) && !first.equals("case");
  }

  private void hereDocument() {
    if (text.startsWith("<<", at)) {
      unbounded = true;
      at = text.length();
    }
  }

  private void closeParenthesis() {
    String top = open.isEmpty() ? "" : open.peek();
    if (top.equals(")")) {
      open.pop();
    } else if (!top.equals("esac")) {
      unbounded = true;
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && !ShellText.isMeta(text.charAt(end))) {
      end = ShellText.afterQuoted(text, end);
    }
    unbounded |= end > text.length();
    String word = text.substring(at, Math.min(end, text.length()));
    first = first.isEmpty() ? word : first;
    unbounded |= UNBOUNDED.contains(word);
    naming |= NAMING.contains(word);
    if (commandPosition) {
      keyword(word);
    }
    commandPosition = commandPosition && BEFORE_COMMAND.contains(word);
    joined = false;
    at = end;
  }

  private void keyword(String word) {
    String closer = CLOSERS.get(word);
    if (closer != null) {
      open.push(closer);
    } else if (CLOSERS.containsValue(word)) {
      boolean matches = !open.isEmpty() && open.peek().equals(word);
      unbounded |= !matches;
      if (matches) {
        open.pop();
      }
    }
  }
}
