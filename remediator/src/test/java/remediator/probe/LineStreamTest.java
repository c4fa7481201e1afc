package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class LineStreamTest {
  @Test
  void everyByteIsOneCharacter() {
    assertEquals(List.of("\377\200\0", "b"), lines("\377\200\0\nb\n", 100));
  }

  @Test
  void theLastLineNeedsNoNewline() {
    assertEquals(List.of("a", "", "b"), lines("a\n\nb", 100));
    assertEquals(List.of("a"), lines("a\n", 100));
    assertEquals(List.of(), lines("", 100));
  }

  @Test
  void carriageReturnsStay() {
    assertEquals(List.of("a\r", "b"), lines("a\r\nb", 100));
  }

  @Test
  void aLineIsCutAtItsBoundAndTheNextOneIsWhole() {
    int max = LineStream.LINE_BYTES_MAX;
    assertEquals(max, lines("x".repeat(max) + "\ny", Long.MAX_VALUE).get(0).length());
    List<String> cut = lines("x".repeat(max + 1) + "\ny", Long.MAX_VALUE);
    assertEquals(max, cut.get(0).length());
    assertEquals("y", cut.get(1));
  }

  @Test
  void linesOverTheBufferAreJoined() {
    String text = "0123456789\n".repeat(20_000);
    List<String> lines = lines(text, Long.MAX_VALUE);
    assertEquals(20_000, lines.size());
    assertTrue(lines.stream().allMatch("0123456789"::equals));
  }

  @Test
  void theBoundOnBytesEndsTheLinesAndIsTold() {
    LineStream exact = stream("abc\n", 4);
    drain(exact);
    assertTrue(exact.cut());
    LineStream roomy = stream("abc\n", 5);
    drain(roomy);
    assertFalse(roomy.cut());
  }

  @Test
  void aReadErrorEndsTheLinesAndIsKept() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("torn");
          }

          @Override
          public int read(byte[] buffer, int from, int length) throws IOException {
            throw new IOException("torn");
          }
        };
    LineStream lines = new LineStream(broken, 100);
    assertFalse(lines.hasNext());
    assertEquals("torn", lines.failure().orElseThrow().getMessage());
  }

  @Test
  void pastTheEndThereIsNothing() {
    LineStream lines = stream("", 10);
    assertThrows(NoSuchElementException.class, lines::next);
  }

  private static LineStream stream(String text, long max) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new LineStream(new ByteArrayInputStream(bytes), max);
  }

  private static List<String> lines(String text, long max) {
    return drain(stream(text, max));
  }

  private static List<String> drain(LineStream stream) {
    List<String> lines = new ArrayList<>();
    stream.forEachRemaining(lines::add);
    return lines;
  }
}
