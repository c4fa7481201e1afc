package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that means harm, or nothing. */
final class BootLogHostileTest {
  private static final Duration LINEAR = Duration.ofSeconds(10);

  @Test
  void controlCharactersStayAsTheyAreForTheReporterToEscape() {
    String line = "[    0.000000] Malformed early option '\u001b]0;x\u0007\u0000\u009b'\n";
    LogFinding finding = BootLog.parse(line).get(0).findings().get(0);
    assertEquals("\u001b]0;x\u0007\u0000\u009b", finding.subject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[    0.000000] ",
        "6,0,0,-;",
        "6,0,0,",
        "<6>",
        "Nov 21 10:00:00 h kernel: ",
        "[    0.000000] SLUB: Unable to allocate memory on ",
        "[    0.000000] a: `",
        "[    0.000000] Unknown command line parameters: ",
        "[    0.000000] Malformed early option '",
        "[",
        "__CURSOR=",
        ""
      })
  void aLineOfMegabytesIsCutAndReadInLinearTime(String head) {
    String line = head + "' invalid for parameter `a".repeat(400_000) + "\n";
    List<BootLog> boots = assertTimeoutPreemptively(LINEAR, () -> BootLog.parse(line));
    assertTrue(
        boots.stream().allMatch(b -> b.first().text().length() <= BootMessage.TEXT_CHARS_MAX));
  }

  @Test
  void aMillionForeignLinesAreNotKept() {
    Iterator<String> lines =
        Collections.nCopies(1_000_000, "Nov 21 10:00:00 h sshd[1]: no kernel here").iterator();
    assertEquals(List.of(), assertTimeoutPreemptively(LINEAR, () -> BootLog.parse(lines)));
  }

  @Test
  void aJournalFieldThatAnnouncesMoreThanThereIsEndsWithTheText() {
    String entry = "__CURSOR=1\n_TRANSPORT=kernel\nMESSAGE\n\u00ff\u00ff\u0000\0\0\0\0\0x\n";
    assertEquals(0, BootLog.parse(entry).stream().filter(b -> !b.findings().isEmpty()).count());
  }

  @Test
  void aJournalFieldOfAnAbsurdLengthEndsWithItsLine() {
    String entry = "__CURSOR=1\n_TRANSPORT=kernel\nMESSAGE\n" + "\u00ff".repeat(8) + "x\n\n";
    String next = "_TRANSPORT=kernel\nMESSAGE=next\n\n";
    assertEquals("next", BootLog.parse(entry + next).get(0).last().text());
  }

  @Property(tries = 300)
  void everyTextIsReadWithinItsBounds(@ForAll("logLikeText") String text) {
    for (BootLog log : BootLog.parse(text)) {
      assertTrue(log.coverage().messages() >= 1);
      assertTrue(log.findings().stream().allMatch(f -> f.message().line() >= 1));
      assertTrue(log.first().line() <= log.last().line());
    }
  }

  @Provide
  Arbitrary<String> logLikeText() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "[    0.000000] ",
            "<6>",
            "6,1,0,-;",
            "\n",
            "\\x0a",
            "MESSAGE\n",
            "MESSAGE=",
            "__CURSOR=1\n",
            "_BOOT_ID=",
            "0".repeat(32),
            "\n\n",
            "Linux version 3.10.0 ",
            "Kernel command line: a \\\n",
            "Nov 21 10:00:00 h kernel: ",
            "-- Reboot --\n",
            "Unknown command line parameters: \"",
            "SLUB: Unable to allocate memory on node 0 ",
            "  cache: x",
            "\0\0\0\0\0\0\0\0",
            "\n\0\0\0\0\0\0\0");
    Arbitrary<String> noise = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(12);
    return Arbitraries.oneOf(pieces, noise).list().ofMaxSize(60).map(list -> String.join("", list));
  }

  @Test
  void everyCutOfARealLogIsRead() {
    String text = Captures.text("3.10.0-1062-d-both", "dmesg.txt");
    assertTrue(
        Stream.iterate(0, at -> at < text.length(), at -> at + 97)
            .allMatch(at -> BootLog.parse(text.substring(at)).size() == 1));
  }
}
