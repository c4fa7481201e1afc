package remediator.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.file.FileAttributes;
import remediator.file.HostPath;

/**
 * All that {@link WritableFiles} promises; a test of the real files or of a double extends this.
 */
public abstract class WritableFilesContract extends AttributesAndLocksContract {
  @ParameterizedTest
  @ValueSource(ints = {0777, 0700, 01777, 0500})
  void directoriesHaveExactlyTheModeAskedFor(int mode) throws IOException {
    files().createDirectory(at("/d"), mode);
    assertEquals(mode, attributes("/d").mode());
    assertTrue(attributes("/d").isDirectory());
  }

  @ParameterizedTest
  @ValueSource(ints = {0666, 0600, 04755, 0, 0222})
  void filesHaveExactlyTheModeAskedFor(int mode) throws IOException {
    files().createFile(at("/f"), mode);
    assertEquals(mode, attributes("/f").mode());
    assertEquals(0, attributes("/f").sizeBytes());
  }

  @Test
  void creationIsExclusive() throws IOException {
    write("/f", "mine");
    directory("/d");
    link("/l", "target");
    for (String taken : new String[] {"/f", "/d", "/l"}) {
      assertThrows(FileAlreadyExistsException.class, () -> files().createFile(at(taken), 0600));
      assertThrows(FileAlreadyExistsException.class, () -> directory(taken));
    }
    assertEquals("mine", read("/f"));
    assertTrue(files().attributes(at("/target")).isEmpty(), "the link was not followed");
  }

  @Test
  void theParentMustExist() throws IOException {
    write("/f", "");
    assertThrows(NoSuchFileException.class, () -> files().createFile(at("/no/f"), 0600));
    assertThrows(NoSuchFileException.class, () -> directory("/no/d"));
    assertThrows(NotDirectoryException.class, () -> files().createFile(at("/f/f"), 0600));
  }

  @Test
  void linkedDirectoriesLeadInsideTheRoot() throws IOException {
    directory("/real");
    link("/absolute", "/real");
    link("/up", "../../../../real");
    write("/absolute/a", "a");
    write("/up/b", "b");
    assertEquals("a", read("/real/a"));
    assertEquals("b", read("/real/b"));
  }

  @Test
  void appendsAtTheEnd() throws IOException {
    write("/f", "one");
    files().append(at("/f"), " two".getBytes(StandardCharsets.ISO_8859_1));
    files().append(at("/f"), new byte[0]);
    assertEquals("one two", read("/f"));
  }

  @Test
  void truncateCutsAndNeverLengthens() throws IOException {
    write("/f", "12345");
    files().truncate(at("/f"), 5);
    files().truncate(at("/f"), 6);
    assertEquals("12345", read("/f"));
    files().truncate(at("/f"), 4);
    assertEquals("1234", read("/f"));
    files().truncate(at("/f"), 0);
    assertEquals("", read("/f"));
  }

  @Test
  void contentIsWrittenToExistingFilesOnly() throws IOException {
    assertThrows(NoSuchFileException.class, () -> files().append(at("/no"), new byte[1]));
    assertThrows(NoSuchFileException.class, () -> files().truncate(at("/no"), 0));
    assertThrows(NoSuchFileException.class, () -> files().sync(at("/no")));
    assertTrue(files().attributes(at("/no")).isEmpty());
    directory("/d");
    failsNaming("/d", () -> files().append(at("/d"), new byte[1]));
    failsNaming("/d", () -> files().truncate(at("/d"), 0));
    failsNaming("/d", () -> files().sync(at("/d")));
  }

  @Test
  void aLinkAtTheEndIsRefused() throws IOException {
    write("/f", "untouched");
    directory("/d");
    link("/l", "f");
    link("/ld", "d");
    FileAttributes before = attributes("/f");
    failsNaming("/l", () -> files().append(at("/l"), new byte[1]));
    failsNaming("/l", () -> files().truncate(at("/l"), 0));
    failsNaming("/l", () -> files().sync(at("/l")));
    failsNaming("/l", () -> files().delete(at("/l")));
    failsNaming("/l", () -> files().setAttributes(at("/l"), before));
    failsNaming("/l", () -> files().tryLock(at("/l"), "me"));
    failsNaming("/ld", () -> files().syncDirectory(at("/ld")));
    assertEquals("untouched", read("/l"));
    assertEquals(before, attributes("/f"));
    assertTrue(attributes("/l").isSymbolicLink());
  }

  @Test
  void whatExistsCanBeSynced() throws IOException {
    write("/f", "x");
    directory("/d");
    files().sync(at("/f"));
    files().syncDirectory(at("/d"));
    files().syncDirectory(HostPath.ROOT);
    assertEquals("x", read("/f"));
    assertThrows(NoSuchFileException.class, () -> files().syncDirectory(at("/no")));
    assertThrows(NotDirectoryException.class, () -> files().syncDirectory(at("/f")));
  }

  @Test
  void renameReplacesAFile() throws IOException {
    write("/old", "old");
    write("/new", "new");
    files().rename(at("/new"), at("/old"));
    assertEquals("new", read("/old"));
    assertTrue(files().attributes(at("/new")).isEmpty());
  }

  @Test
  void renameReplacesALinkNotItsTarget() throws IOException {
    write("/target", "target");
    link("/l", "target");
    write("/new", "new");
    files().rename(at("/new"), at("/l"));
    assertEquals("target", read("/target"));
    assertEquals("new", read("/l"));
    assertTrue(attributes("/l").isRegular());
  }

  @Test
  void renameMovesALinkItself() throws IOException {
    write("/target", "target");
    link("/l", "target");
    files().rename(at("/l"), at("/moved"));
    assertEquals("target", files().linkTarget(at("/moved")));
  }

  @Test
  void renameMovesBetweenDirectories() throws IOException {
    directory("/a");
    directory("/b");
    write("/a/f", "x");
    files().rename(at("/a/f"), at("/b/g"));
    assertEquals("x", read("/b/g"));
    files().rename(at("/b"), at("/a/b"));
    assertEquals("x", read("/a/b/g"));
  }

  @Test
  void renameThatCannotBeLeavesBoth() throws IOException {
    directory("/d");
    write("/f", "x");
    failsNaming("/f", () -> files().rename(at("/f"), at("/d")));
    assertThrows(NoSuchFileException.class, () -> files().rename(at("/no"), at("/f")));
    assertThrows(NoSuchFileException.class, () -> files().rename(at("/f"), at("/no/f")));
    assertEquals("x", read("/f"));
    assertTrue(attributes("/d").isDirectory());
  }

  @Test
  void deletesFilesAndEmptyDirectories() throws IOException {
    directory("/d");
    write("/d/f", "");
    assertThrows(DirectoryNotEmptyException.class, () -> files().delete(at("/d")));
    files().delete(at("/d/f"));
    files().delete(at("/d"));
    assertTrue(files().attributes(at("/d")).isEmpty());
    assertThrows(NoSuchFileException.class, () -> files().delete(at("/d")));
  }
}
