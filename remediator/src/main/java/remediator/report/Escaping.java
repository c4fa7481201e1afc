package remediator.report;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The gate through which the host's bytes become something a person or a program reads.
 *
 * <p>Host text holds one byte per character (ISO 8859-1). Here the bytes are read as UTF-8; what is
 * not UTF-8, controls a terminal, reverses or hides text (CWE-150: C0, DEL, C1, bidirectional and
 * zero-width characters, unassigned code points) is spelled out as backslash, x, two hexadecimal
 * digits or backslash, u and the code point in braces. Characters above U+00FF cannot be bytes and
 * are taken as they are.
 */
public final class Escaping {
  private static final int UTF8_BYTES_MAX = 4;

  private Escaping() {}

  /** For one line of a terminal: no control character remains, line feed and tab included. */
  public static String line(String hostText) {
    return escaped(hostText, false);
  }

  /** For several lines of a terminal: line feed and tab stay. */
  public static String lines(String hostText) {
    return escaped(hostText, true);
  }

  /** The Unicode text of a JSON string; the JSON writer escapes the controls that remain. */
  public static String json(String hostText) {
    if (isPlain(hostText)) {
      return hostText;
    }
    StringBuilder out = new StringBuilder(hostText.length());
    for (int at = 0; at < hostText.length(); ) {
      int length = utf8Length(hostText, at);
      if (length > 0) {
        out.append(decoded(hostText, at, length));
        at += length;
      } else {
        appendByte(out, hostText.charAt(at));
        at++;
      }
    }
    return out.toString();
  }

  /**
   * A JSON document in which no character outside printable text stands raw: outside of strings
   * JSON is ASCII, inside them every character may be written as an escaped UTF-16 unit (RFC 8259,
   * section 7).
   */
  public static String jsonDocument(String document) {
    StringBuilder out = new StringBuilder(document.length());
    document
        .codePoints()
        .forEach(
            point -> {
              if (point == '\n' || isPrintable(point)) {
                out.appendCodePoint(point);
              } else {
                appendUnits(out, point);
              }
            });
    return out.toString();
  }

  private static void appendUnits(StringBuilder out, int point) {
    for (char unit : Character.toChars(point)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
  }

  private static String escaped(String hostText, boolean keepLayout) {
    if (isPlain(hostText)) {
      return hostText;
    }
    String unicode = json(hostText);
    StringBuilder out = new StringBuilder(unicode.length());
    unicode
        .codePoints()
        .forEach(
            point -> {
              if (isPrintable(point) || (keepLayout && (point == '\n' || point == '\t'))) {
                out.appendCodePoint(point);
              } else if (point <= 0xff) {
                out.append(String.format(Locale.ROOT, "\\x%02x", point));
              } else {
                out.append(String.format(Locale.ROOT, "\\u{%x}", point));
              }
            });
    return out.toString();
  }

  /** Printable ASCII alone, which most text is: nothing to decode and nothing to escape. */
  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** How many characters from here are the bytes of one UTF-8 sequence; 0 when they are none. */
  private static int utf8Length(String text, int at) {
    if (text.charAt(at) < 0x80 || text.charAt(at) > 0xff) {
      return 1;
    }
    for (int length = 2; length <= UTF8_BYTES_MAX && at + length <= text.length(); length++) {
      if (isUtf8(text, at, length)) {
        return length;
      }
    }
    return 0;
  }

  private static boolean isUtf8(String text, int at, int length) {
    String piece = text.substring(at, at + length);
    if (piece.chars().anyMatch(c -> c > 0xff)) {
      return false;
    }
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1)));
      return chars.toString().codePointCount(0, chars.length()) == 1;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decoded(String text, int at, int length) {
    String piece = text.substring(at, at + length);
    return length == 1
        ? piece
        : new String(piece.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static void appendByte(StringBuilder out, char c) {
    out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
  }
}
