package remediator.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** What real 3.10 kernels said, booted with different command lines; see the folder's README. */
public final class Captures {
  private Captures() {}

  /** The text of {@code captures/CASE/FILE}, one character per byte. */
  public static String text(String captured, String file) {
    String path = "/captures/" + captured + "/" + file;
    try (InputStream content = Captures.class.getResourceAsStream(path)) {
      if (content == null) {
        throw new IllegalStateException("no test resource " + path);
      }
      return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  public static Iterator<String> lines(String captured, String file) {
    return new TextLines(text(captured, file));
  }
}
