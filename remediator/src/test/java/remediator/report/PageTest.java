package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is put on a page, only the palette speaks to the terminal. */
class PageTest {
  private static final String HOSTILE = "a\033[2J\u009b1m\u00e2\u0080\u00aeb\r\nc";
  private static final String SHOWN = "a\\x1b[2J\\x9b1m\\u{202e}b\\x0d\\x0ac";

  static Stream<BiConsumer<Page, String>> ways() {
    return Stream.of(
        Page::heading,
        Page::line,
        Page::good,
        Page::bad,
        Page::warning,
        Page::hint,
        (page, text) -> page.field("label", text),
        (page, text) -> page.field(text, "content"),
        (page, text) -> page.item("-", text),
        Page::detail,
        Page::deeper,
        Page::diffLine);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void hostileTextIsSpelledOut(BiConsumer<Page, String> way) {
    Page page = new Page(Palette.PLAIN);
    way.accept(page, HOSTILE);
    assertTrue(page.text().replace("\\n", "\\x0a").contains(SHOWN), page.text());
    assertFalse(page.text().contains("\033"));
    assertEquals(1, page.text().lines().count(), "it makes no lines of its own");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void secretsAreTakenOut(BiConsumer<Page, String> way) {
    Page page = new Page(Palette.PLAIN);
    way.accept(page, "ro rd.iscsi.password=hunter2");
    assertTrue(page.text().contains("ro rd.iscsi.password=<redacted>"), page.text());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void colourSurroundsTheTextAndNeverComesFromIt(BiConsumer<Page, String> way) {
    Page page = new Page(Palette.ANSI);
    way.accept(page, HOSTILE);
    List<String> sequences = Stream.of(page.text().split("\033", -1)).skip(1).toList();
    assertTrue(sequences.stream().allMatch(each -> each.matches("(?s)\\[(0|1|3[1236])m.*")));
    assertFalse(page.text().contains("\033[2J"));
  }

  @Test
  void longTextIsWrappedUnderItself() {
    Page page = new Page(Palette.PLAIN);
    page.item("-", "word ".repeat(30).strip());
    List<String> lines = page.text().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), page.text());
    assertTrue(lines.get(1).startsWith("    word"));
  }

  @Test
  void aWordThatIsTooLongIsNotCut() {
    Page page = new Page(Palette.PLAIN);
    page.detail("x".repeat(300));
    assertTrue(page.text().contains("x".repeat(300)));
  }

  @Test
  void diffLinesAreColouredByTheirSymbol() {
    Page page = new Page(Palette.ANSI);
    List.of("+a", "-b", "@@ -1 +1 @@", " c").forEach(page::diffLine);
    assertEquals(
        "  \033[32m+a\033[0m\n  \033[31m-b\033[0m\n  \033[36m@@ -1 +1 @@\033[0m\n   c\n",
        page.text());
  }
}
