package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recorded text; {@code -Dgolden.update=true} records it anew and fails once, to be looked at.
 */
final class Golden {
  private Golden() {}

  static void assertSame(Path file, String text) throws IOException {
    String recorded = Files.exists(file) ? Files.readString(file) : "";
    if (Boolean.getBoolean("golden.update") && !recorded.equals(text)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      fail(file + " was recorded anew; look at the difference before you commit it");
    }
    assertEquals(recorded, text, () -> file + " differs; -Dgolden.update=true records it anew");
  }
}
