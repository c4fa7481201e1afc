package remediator.bootloader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a grub.cfg into words and operators as GRUB's script lexer does (grub-core/script/yylex.l,
 * 2.02 to 2.12).
 *
 * <p>A carriage return counts for nothing, wherever it stands: grub_file_getline drops it
 * (grub-core/normal/main.c).
 */
final class GrubLexer {
  /** What a token is. */
  enum Kind {
    WORD,
    NEWLINE,
    SEMICOLON,
    OPEN,
    CLOSE,
    END
  }

  /** A token and its span in the text. */
  record Token(Kind kind, int start, int end, int line) {}

  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private int at;
  private int line = 1;

  GrubLexer(String text) {
    this.text = text;
  }

  /** What GRUB would not take, so far. */
  List<Problem> problems() {
    return problems;
  }

  Token next() {
    skipToToken();
    if (at >= text.length()) {
      return new Token(Kind.END, at, at, line);
    }
    Optional<Kind> operator = operator(text.charAt(at));
    if (operator.isPresent()) {
      Token token = new Token(operator.get(), at, at + 1, line);
      at++;
      line += token.kind() == Kind.NEWLINE ? 1 : 0;
      return token;
    }
    return word();
  }

  private void skipToToken() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = lineEnd(at);
      } else if (isForeign(c)) {
        problems.add(new Problem(line, "GRUB does not take '" + c + "' outside of quotes"));
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private int lineEnd(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline;
  }

  private static boolean isForeign(char c) {
    return c == '|' || c == '&' || c == '<' || c == '>';
  }

  private static Optional<Kind> operator(char c) {
    return switch (c) {
      case '\n' -> Optional.of(Kind.NEWLINE);
      case ';' -> Optional.of(Kind.SEMICOLON);
      case '{' -> Optional.of(Kind.OPEN);
      case '}' -> Optional.of(Kind.CLOSE);
      default -> Optional.empty();
    };
  }

  private Token word() {
    int start = at;
    int startLine = line;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      switch (text.charAt(at)) {
        case '\\' -> escape();
        case '\'' -> single();
        case '"' -> doubled();
        case '$' -> variable();
        default -> at++;
      }
    }
    int end = at;
    while (end > start && text.charAt(end - 1) == '\r' && !escaped(end - 1)) {
      end--;
    }
    return new Token(Kind.WORD, start, end, startLine);
  }

  private boolean escaped(int position) {
    return position > 0 && text.charAt(position - 1) == '\\';
  }

  private static boolean endsWord(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '{' || c == '}' || isForeign(c);
  }

  /** A backslash and what it protects; before a newline, carriage returns do not count. */
  private void escape() {
    at++;
    int next = at;
    while (next < text.length() && text.charAt(next) == '\r') {
      next++;
    }
    if (next >= text.length()) {
      problems.add(new Problem(line, "a backslash ends the file"));
      at = next;
    } else {
      line += text.charAt(next) == '\n' ? 1 : 0;
      at = next + 1;
    }
  }

  private void single() {
    int close = text.indexOf('\'', at + 1);
    if (close < 0) {
      unclosed("a single quote is never closed");
      return;
    }
    countLines(at, close);
    at = close + 1;
  }

  private void doubled() {
    int open = at;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      at = open;
      unclosed("a double quote is never closed");
      return;
    }
    countLines(open, at);
    at++;
  }

  private void unclosed(String what) {
    problems.add(new Problem(line, what));
    countLines(at, text.length());
    at = text.length();
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
  }

  private void variable() {
    int end = GrubWord.variableEnd(text, at);
    boolean translated = at + 1 < text.length() && text.charAt(at + 1) == '"';
    if (end == at && !translated) {
      problems.add(new Problem(line, "'$' stands without the name of a variable"));
    }
    at = Math.max(end, at + 1);
  }
}
