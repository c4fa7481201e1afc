package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hostile host writes against what a person gets to see. */
class EscapingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1b5b324a | \\x1b[2J",
        "1b5d303b7807 | \\x1b]0;x\\x07",
        "9b324a | \\x9b2J",
        "c29b324a | \\x9b2J",
        "7f | \\x7f",
        "00 | \\x00",
        "610d62 | a\\x0db",
        "610862 | a\\x08b",
        "e280ae | \\u{202e}",
        "e281a6 | \\u{2066}",
        "e2808b | \\u{200b}",
        "efbbbf | \\u{feff}",
        "e280a8 | \\u{2028}",
        "c2ad | \\xad",
        "f3a08081 | \\u{e0001}",
        "ee8080 | \\u{e000}",
        "c0af | \\xc0\\xaf",
        "e080af | \\xe0\\x80\\xaf",
        "f08080af | \\xf0\\x80\\x80\\xaf",
        "eda080 | \\xed\\xa0\\x80",
        "f4908080 | \\xf4\\x90\\x80\\x80",
        "e282 | \\xe2\\x82",
        "ff | \\xff",
        "e4 | \\xe4",
        "c3a4 | ä",
        "e282ac | €",
        "f09f98bc | 😼",
        "610a62 | a\\x0ab",
        "610962 | a\\x09b"
      })
  void oneLineShowsNoByteThatSteers(String bytes, String shown) {
    assertEquals(shown, Escaping.line(hostText(bytes)));
  }

  @Test
  void severalLinesKeepTheirLineFeedsAndTabsOnly() {
    assertEquals("a\n\tb\\x0d\\x1b", Escaping.lines("a\n\tb\r\033"));
  }

  @Test
  void charactersThatCannotBeBytesAreTakenAsTheyAre() {
    assertEquals("…", Escaping.line("…"));
    assertEquals("\\u{202e}", Escaping.line("\u202e"));
  }

  @Test
  void everyPrintableAsciiCharacterStays() {
    StringBuilder ascii = new StringBuilder();
    for (char c = ' '; c < 0x7f; c++) {
      ascii.append(c);
    }
    assertEquals(ascii.toString(), Escaping.line(ascii.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1b | \\u001b",
        "c29b | \\u009b",
        "e280ae | \\u202e",
        "f3a08081 | \\udb40\\udc01",
        "f09f98bc | 😼",
        "ff | \\\\xff"
      })
  void aJsonDocumentHoldsNoneRawEither(String bytes, String shown) {
    String written = new JsonPrimitive(Escaping.json(hostText(bytes))).toString();
    String document = Escaping.jsonDocument(written);
    assertEquals('"' + shown + '"', document);
    assertEquals(JsonParser.parseString(written), JsonParser.parseString(document));
  }

  @Property(tries = 500)
  void noTextWhateverLetsAControlThrough(
      @ForAll @StringLength(max = 64) @CharRange(from = '\0', to = '\u00ff') String text) {
    assertTrue(Escaping.line(text).codePoints().noneMatch(EscapingTest::steers));
    assertTrue(
        Escaping.lines(text)
            .codePoints()
            .filter(point -> point != '\n' && point != '\t')
            .noneMatch(EscapingTest::steers));
  }

  private static boolean steers(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private static String hostText(String hexadecimal) {
    byte[] bytes = new byte[hexadecimal.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hexadecimal.substring(2 * i, 2 * i + 2), 16);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
