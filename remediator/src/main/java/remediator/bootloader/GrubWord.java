package remediator.bootloader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes GRUB's quoting off one word, remembering which bytes each character came from.
 *
 * <p>Source: the states SPLIT, DQUOTE, SQUOTE and VAR of grub-core/script/yylex.l. A reference to a
 * variable stays as it is written unless a value is given for it.
 */
final class GrubWord {
  /**
   * A character of the unquoted word.
   *
   * @param start offset of the first byte that it came from
   * @param end offset after the last one; equal to {@code start} for what GRUB adds by itself
   * @param expanded whether it comes from a variable outside of quotes, where blanks split words
   */
  record Glyph(char value, int start, int end, Quoting quoting, boolean expanded) {}

  private final String text;
  private final int end;
  private final Map<String, String> variables;
  private final List<Glyph> glyphs = new ArrayList<>();
  private int at;

  private GrubWord(String text, int start, int end, Map<String, String> variables) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.variables = variables;
  }

  /** The characters of the word that stands in {@code text} from {@code start} to {@code end}. */
  static List<Glyph> glyphs(String text, int start, int end, Map<String, String> variables) {
    GrubWord word = new GrubWord(text, start, end, variables);
    word.bare();
    return word.glyphs;
  }

  /** The word without its quotes, references kept. */
  static String unquoted(String text, int start, int end) {
    StringBuilder result = new StringBuilder();
    glyphs(text, start, end, Map.of()).forEach(glyph -> result.append(glyph.value()));
    return result.toString();
  }

  /** Where the reference that begins at {@code at} ends; {@code at} itself if there is none. */
  static int variableEnd(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '$') {
      return at;
    }
    boolean braced = at + 1 < text.length() && text.charAt(at + 1) == '{';
    int name = braced ? at + 2 : at + 1;
    int nameEnd = nameEnd(text, name);
    boolean closed = !braced || (nameEnd < text.length() && text.charAt(nameEnd) == '}');
    if (nameEnd == name || !closed) {
      return at;
    }
    return braced ? nameEnd + 1 : nameEnd;
  }

  private static int nameEnd(String text, int from) {
    if (from < text.length() && "?#*@".indexOf(text.charAt(from)) >= 0) {
      return from + 1;
    }
    boolean digits = from < text.length() && isDigit(text.charAt(from));
    int at = from;
    while (at < text.length() && isNameCharacter(text.charAt(at), digits)) {
      at++;
    }
    return at;
  }

  private static boolean isNameCharacter(char c, boolean digitsOnly) {
    boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return isDigit(c) || (!digitsOnly && letter);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void bare() {
    while (at < end) {
      switch (text.charAt(at)) {
        case '\\' -> escape();
        case '\'' -> single();
        case '"' -> doubled();
        case '$' -> dollar(Quoting.BARE);
        default -> literal(Quoting.BARE);
      }
    }
  }

  private void escape() {
    int start = at;
    int next = at + 1;
    while (next < end && text.charAt(next) == '\r') {
      next++;
    }
    at = Math.min(next + 1, end);
    if (next < end && text.charAt(next) != '\n') {
      glyphs.add(new Glyph(text.charAt(next), start, at, Quoting.BARE, false));
    }
  }

  private void single() {
    at++;
    while (at < end && text.charAt(at) != '\'') {
      literal(Quoting.SINGLE);
    }
    at++;
  }

  private void doubled() {
    at++;
    while (at < end && text.charAt(at) != '"') {
      switch (text.charAt(at)) {
        case '\\' -> escapeInDoubled();
        case '$' -> dollar(Quoting.DOUBLE);
        default -> literal(Quoting.DOUBLE);
      }
    }
    at++;
  }

  private void escapeInDoubled() {
    char next = at + 1 < end ? text.charAt(at + 1) : ' ';
    if (next == '\n') {
      at += 2;
    } else if (next == '$' || next == '\\' || next == '"') {
      glyphs.add(new Glyph(next, at, at + 2, Quoting.DOUBLE, false));
      at += 2;
    } else {
      literal(Quoting.DOUBLE);
    }
  }

  private void dollar(Quoting quoting) {
    int referenceEnd = Math.min(variableEnd(text, at), end);
    if (referenceEnd <= at) {
      boolean translated = quoting == Quoting.BARE && at + 1 < end && text.charAt(at + 1) == '"';
      if (translated) {
        at++;
      } else {
        literal(quoting);
      }
      return;
    }
    String name = text.substring(at + 1, referenceEnd).replace("{", "").replace("}", "");
    String value = variables.get(name);
    if (value == null) {
      while (at < referenceEnd) {
        literal(quoting);
      }
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      boolean bare = quoting == Quoting.BARE;
      glyphs.add(new Glyph(value.charAt(i), at, referenceEnd, quoting, bare));
    }
    at = referenceEnd;
  }

  private void literal(Quoting quoting) {
    char c = text.charAt(at);
    if (c != '\r') {
      glyphs.add(new Glyph(c, at, at + 1, quoting, false));
    }
    at++;
  }
}
