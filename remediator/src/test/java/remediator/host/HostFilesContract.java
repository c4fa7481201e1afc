package remediator.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.file.FileAttributes;
import remediator.file.FileIdentity;
import remediator.file.HostPath;

/** What {@link HostFiles} promises of looking, for the real files and for every double of them. */
public abstract class HostFilesContract extends LinkResolutionContract {
  private static final int ENTRIES_MAX = 100;

  @Test
  void nothingThereHasNoAttributes() throws IOException {
    assertTrue(files().attributes(at("/a")).isEmpty());
    assertTrue(files().attributes(at("/a/b/c")).isEmpty());
  }

  @Test
  void rootIsADirectory() throws IOException {
    assertTrue(files().attributes(HostPath.ROOT).orElseThrow().isDirectory());
  }

  @Test
  void attributesTellKindSizeAndLinks() throws IOException {
    write("/a", "four");
    FileAttributes found = files().attributes(at("/a")).orElseThrow();
    assertTrue(found.isRegular());
    assertEquals(4, found.sizeBytes());
    assertEquals(1, found.hardLinks());
  }

  @Test
  void attributesDoNotFollowTheLastLink() throws IOException {
    link("/to", "target");
    FileAttributes found = files().attributes(at("/to")).orElseThrow();
    assertTrue(found.isSymbolicLink());
    assertEquals("target".length(), found.sizeBytes());
  }

  @Test
  void identityTellsAFileFromACopyAndFromItsFormerState() throws IOException {
    write("/a", "four");
    write("/copy", "four");
    link("/to", "a");
    FileIdentity first = files().identity(at("/a"));
    assertEquals(4, first.sizeBytes());
    assertEquals(first, files().identity(at("/a")));
    assertEquals(first, files().identity(at("/to")));
    assertNotEquals(first, files().identity(at("/copy")));
    files().append(at("/a"), new byte[1]);
    assertNotEquals(first, files().identity(at("/a")));
    assertThrows(NoSuchFileException.class, () -> files().identity(at("/nothing")));
  }

  @Test
  void aFileIsNoDirectoryOnTheWay() throws IOException {
    write("/a", "x");
    assertThrows(NotDirectoryException.class, () -> files().attributes(at("/a/b")));
    assertThrows(NotDirectoryException.class, () -> read("/a/b"));
    assertThrows(NotDirectoryException.class, () -> files().resolved(at("/a/b")));
  }

  @Test
  void readsUpToTheBoundAndNoFurther() throws IOException {
    write("/a", "12345");
    assertEquals("12345", latin1(files().read(at("/a"), 5)));
    FileTooLargeException e =
        assertThrows(FileTooLargeException.class, () -> files().read(at("/a"), 4));
    assertTrue(message(e).contains("/a"), e.toString());
  }

  @Test
  void readsEveryByteAsItIs() throws IOException {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    files().createFile(at("/a"), 0600);
    files().append(at("/a"), bytes);
    assertArrayEquals(bytes, files().read(at("/a"), 256));
  }

  @Test
  void anEmptyFileIsReadWithABoundOfNothing() throws IOException {
    write("/a", "");
    assertEquals(0, files().read(at("/a"), 0).length);
  }

  @Test
  void readingWhatIsMissingSaysSo() {
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> read("/no/such"));
    assertTrue(message(e).startsWith("/no/such"), e.toString());
    assertThrows(NoSuchFileException.class, () -> files().open(at("/no")));
  }

  @Test
  void aDirectoryIsNotRead() throws IOException {
    directory("/d");
    failsNaming("/d", () -> read("/d"));
    failsNaming("/d", () -> files().open(at("/d")).close());
  }

  @Test
  void streamsAreNotBounded() throws IOException {
    write("/a", "x".repeat(100_000));
    link("/l", "a");
    try (InputStream in = files().open(at("/l"))) {
      assertEquals(100_000, in.readAllBytes().length);
    }
  }

  @Test
  void listsSortedByCharacters() throws IOException {
    for (String name : List.of("b", "B", "10", "9", ".hidden", "a b")) {
      write("/" + name, "");
    }
    assertEquals(
        List.of(".hidden", "10", "9", "B", "a b", "b"), files().list(HostPath.ROOT, ENTRIES_MAX));
  }

  @Test
  void listsUpToTheBoundAndNoFurther() throws IOException {
    directory("/d");
    write("/d/1", "");
    write("/d/2", "");
    assertEquals(List.of("1", "2"), files().list(at("/d"), 2));
    assertThrows(FileTooLargeException.class, () -> files().list(at("/d"), 1));
    link("/to", "d");
    assertEquals(List.of("1", "2"), files().list(at("/to"), 2));
  }

  @Test
  void onlyDirectoriesAreListed() throws IOException {
    write("/a", "");
    assertThrows(NotDirectoryException.class, () -> files().list(at("/a"), ENTRIES_MAX));
    assertThrows(NoSuchFileException.class, () -> files().list(at("/no"), ENTRIES_MAX));
  }

  @Test
  void namesAreBytesOnePerCharacter() throws IOException {
    // UTF-8 of an e with acute accent; then bytes that are no UTF-8; then a line feed.
    for (String name : List.of("caf\u00c3\u00a9", "\u00ff\u00fe", "two\nlines", "100%25 #?+")) {
      write("/" + name, name);
      link("/to " + name, name);
      assertEquals(name, read("/to " + name));
      assertEquals(name, files().linkTarget(at("/to " + name)));
      assertTrue(files().list(HostPath.ROOT, ENTRIES_MAX).contains(name));
    }
  }

  @Test
  void aCharacterBeyondAByteIsNoName() {
    failsNaming("/\u20ac", () -> files().attributes(at("/\u20ac")));
  }
}
