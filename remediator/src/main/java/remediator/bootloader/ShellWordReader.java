package remediator.bootloader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the value of an assignment as a POSIX shell does (Shell Command Language, 2.2 Quoting and
 * 2.6 Word Expansions), without expanding anything.
 */
final class ShellWordReader {
  private final String text;
  private final boolean splits;
  private final List<ShellPiece> pieces = new ArrayList<>();
  private int at;

  /**
   * Reads at once.
   *
   * @param splits whether an unquoted reference may be split into words, as dash does after {@code
   *     export}
   */
  ShellWordReader(String text, int start, boolean splits) {
    this.text = text;
    this.at = start;
    this.splits = splits;
    read();
  }

  /** The offset after the word; more than the length of the text if a quote is never closed. */
  int end() {
    return at;
  }

  List<ShellPiece> pieces() {
    return List.copyOf(pieces);
  }

  private void read() {
    while (at < text.length() && !ShellText.isMeta(text.charAt(at))) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '\'' -> single();
        case '"' -> doubled();
        case '$' -> dollar(Quoting.BARE);
        case '`' -> unknown("`…` runs a command", false);
        case '~' -> unknown("~ may stand for a home directory", false);
        default -> literal(Quoting.BARE);
      }
    }
  }

  private void escape() {
    if (at + 1 >= text.length()) {
      pieces.add(new ShellPiece.Unknown("a backslash ends the file", false));
      at++;
      return;
    }
    if (text.charAt(at + 1) != '\n') {
      pieces.add(new ShellPiece.Text(text.charAt(at + 1), at, at + 2, Quoting.BARE));
    }
    at += 2;
  }

  private void single() {
    int close = text.indexOf('\'', at + 1);
    if (close < 0) {
      at = text.length() + 1;
      return;
    }
    at++;
    while (at < close) {
      literal(Quoting.SINGLE);
    }
    at = close + 1;
  }

  private void doubled() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      switch (text.charAt(at)) {
        case '\\' -> escapeInDoubled();
        case '$' -> dollar(Quoting.DOUBLE);
        case '`' -> unknown("`…` runs a command", false);
        default -> literal(Quoting.DOUBLE);
      }
    }
    at = at >= text.length() ? text.length() + 1 : at + 1;
  }

  private void escapeInDoubled() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '\n') {
      at += 2;
    } else if ("$`\"\\".indexOf(next) >= 0) {
      pieces.add(new ShellPiece.Text(next, at, at + 2, Quoting.DOUBLE));
      at += 2;
    } else {
      literal(Quoting.DOUBLE);
    }
  }

  private void dollar(Quoting quoting) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int nameEnd = ShellText.nameEnd(text, at + 1);
    if (text.startsWith("\\\n", Math.max(nameEnd, at + 1))) {
      pieces.add(new ShellPiece.Unknown("a name goes on after the end of the line", true));
      at = nameEnd;
    } else if (nameEnd > at + 1) {
      reference(text.substring(at + 1, nameEnd), nameEnd, quoting);
    } else if (next == '{') {
      braces(quoting);
    } else if (next == '(') {
      boolean arithmetic = text.startsWith("$((", at);
      unknown(arithmetic ? "$((…)) computes" : "$(…) runs a command", arithmetic);
    } else if (quoting == Quoting.BARE && (next == '\'' || next == '"')) {
      unknown("$" + next + " is read differently by different shells", false);
    } else if ("0123456789?$!#*@-".indexOf(next) >= 0) {
      unknown("$" + next + " is known only when the file runs", false);
    } else {
      literal(quoting);
    }
  }

  private void braces(Quoting quoting) {
    int nameEnd = ShellText.nameEnd(text, at + 2);
    boolean named = nameEnd > at + 2;
    if (named && text.startsWith("}", nameEnd)) {
      reference(text.substring(at + 2, nameEnd), nameEnd + 1, quoting);
      return;
    }
    boolean whole = !(splits && quoting == Quoting.BARE);
    Optional<ShellPiece.Conditional> conditional =
        named && whole ? ShellConditionalReader.read(text, at, nameEnd, quoting) : Optional.empty();
    if (conditional.isPresent()) {
      pieces.add(conditional.get());
      at = conditional.get().end();
    } else {
      unknown("${…} with an operator", true);
    }
  }

  private void reference(String name, int end, Quoting quoting) {
    if (splits && quoting == Quoting.BARE) {
      pieces.add(new ShellPiece.Unknown("$" + name + " may be split into words here", false));
    } else {
      pieces.add(new ShellPiece.Reference(name, at, end, quoting));
    }
    at = end;
  }

  private void unknown(String why, boolean assigns) {
    pieces.add(new ShellPiece.Unknown(why, assigns));
    boolean quotedDollar = text.charAt(at) == '$' && at + 1 < text.length();
    boolean opensQuote = quotedDollar && "'\"".indexOf(text.charAt(at + 1)) >= 0;
    boolean oneLetter = quotedDollar && "({'\"".indexOf(text.charAt(at + 1)) < 0;
    at = oneLetter ? at + 2 : ShellText.afterQuoted(text, opensQuote ? at + 1 : at);
  }

  private void literal(Quoting quoting) {
    char c = text.charAt(at);
    if (c == '\0') {
      pieces.add(new ShellPiece.Unknown("a NUL byte stands in the value", false));
    } else {
      pieces.add(new ShellPiece.Text(c, at, at + 1, quoting));
    }
    at++;
  }
}
