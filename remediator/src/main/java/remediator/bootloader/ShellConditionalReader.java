package remediator.bootloader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads <code>${NAME:+word}</code>, <code>${NAME+word}</code>, <code>${NAME:-word}</code> and
 * <code>${NAME-word}</code> (Shell Command Language, 2.6.2 Parameter Expansion).
 *
 * <p>The word may hold plain characters and plain references; quotes, backslashes, commands and
 * further operators in it are left alone, as shells differ there.
 */
final class ShellConditionalReader {
  private static final String NOT_PLAIN_IN_DOUBLED = "\"'\\`$~\0";
  private static final String PLAIN_IN_BARE = " .,=:/@%+-";

  private final String text;
  private final Quoting quoting;
  private final List<ShellPiece> pieces = new ArrayList<>();
  private int at;

  private ShellConditionalReader(String text, int wordStart, Quoting quoting) {
    this.text = text;
    this.at = wordStart;
    this.quoting = quoting;
  }

  /**
   * The expansion that begins at {@code start} and whose name ends at {@code nameEnd}; empty if it
   * is none of the four, or if its word is not plain.
   */
  static Optional<ShellPiece.Conditional> read(
      String text, int start, int nameEnd, Quoting quoting) {
    boolean colon = text.startsWith(":", nameEnd);
    int operator = colon ? nameEnd + 1 : nameEnd;
    boolean alternative = text.startsWith("+", operator);
    if (!alternative && !text.startsWith("-", operator)) {
      return Optional.empty();
    }
    ShellConditionalReader word = new ShellConditionalReader(text, operator + 1, quoting);
    if (!word.closes()) {
      return Optional.empty();
    }
    String name = text.substring(start + 2, nameEnd);
    return Optional.of(
        new ShellPiece.Conditional(
            name, alternative, colon, word.pieces, start, word.at + 1, quoting));
  }

  /** Reads up to the brace that closes; false if something comes before it that is not plain. */
  private boolean closes() {
    boolean plain = true;
    while (plain && at < text.length() && text.charAt(at) != '}') {
      plain = text.charAt(at) == '$' ? reference() : literal();
    }
    return plain && at < text.length();
  }

  private boolean reference() {
    boolean braced = text.startsWith("{", at + 1);
    int name = braced ? at + 2 : at + 1;
    int nameEnd = ShellText.nameEnd(text, name);
    if (nameEnd == name || (braced && !text.startsWith("}", nameEnd))) {
      return false;
    }
    int end = braced ? nameEnd + 1 : nameEnd;
    pieces.add(new ShellPiece.Reference(text.substring(name, nameEnd), at, end, quoting));
    at = end;
    return true;
  }

  private boolean literal() {
    char c = text.charAt(at);
    boolean plain =
        quoting == Quoting.DOUBLE
            ? NOT_PLAIN_IN_DOUBLED.indexOf(c) < 0
            : ShellText.continuesName(c) || PLAIN_IN_BARE.indexOf(c) >= 0;
    pieces.add(new ShellPiece.Text(c, at, at + 1, quoting));
    at++;
    return plain;
  }
}
