package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.file.HostPath;
import remediator.host.MemoryHostFiles;

class NoteDirectoryTest {
  private static final HostPath PATH = HostPath.of("/cache");
  private static final byte[] CONTENT = {1, 2, 3};

  private final MemoryHostFiles files = MemoryHostFiles.empty();
  private final NoteDirectory notes = new NoteDirectory(files, PATH);

  @Test
  void makesADirectoryAndAFileForTheUserAlone() throws IOException {
    notes.keep("a", CONTENT, other -> false);
    assertEquals(0700, files.attributes(PATH).orElseThrow().mode());
    assertEquals(0600, files.attributes(PATH.resolve("a")).orElseThrow().mode());
    assertArrayEquals(CONTENT, files.read(PATH.resolve("a"), 9));
  }

  @Test
  void whatIsReplacedGoesAndTheRestStays() throws IOException {
    files.file("/cache/old", "").file("/cache/other", "").file("/cache/new.new", "torn");
    notes.keep("new", CONTENT, "old"::equals);
    assertEquals(List.of("new", "other"), files.list(PATH, 9));
  }

  @Test
  void keepsAsManyAsItsBoundAndNoMore() throws IOException {
    for (int i = 0; i <= NoteDirectory.NOTES_MAX; i++) {
      notes.keep("n" + (100 + i), CONTENT, other -> false);
    }
    List<String> names = files.list(PATH, 999);
    assertEquals(NoteDirectory.NOTES_MAX, names.size());
    assertTrue(names.contains("n" + (100 + NoteDirectory.NOTES_MAX)));
  }

  @Test
  void refusesADirectoryThatOthersMayWriteTo() {
    files.directory("/cache", 0777);
    assertThrows(IOException.class, () -> notes.keep("a", CONTENT, other -> false));
    files.without("/cache").file("/cache", "");
    assertThrows(IOException.class, () -> notes.keep("a", CONTENT, other -> false));
  }
}
