package remediator.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import remediator.file.HostPath;

/**
 * How paths are resolved inside a root, for the real files and for every double of them.
 *
 * <p>A subclass gives an empty root and the one thing that the ports cannot make: symbolic links.
 */
public abstract class LinkResolutionContract {
  /** The most links that are followed, as Linux does: include/linux/namei.h MAXSYMLINKS. */
  private static final int LINK_HOPS_MAX = 40;

  private static final int BYTES_MAX = 1000;

  /** The files of one root, empty at the start of a test; the same object within it. */
  protected abstract WritableFiles files();

  /** Makes a symbolic link with exactly this target text. */
  protected abstract void link(String path, String target) throws IOException;

  @Test
  void attributesFollowLinkedDirectories() throws IOException {
    directory("/real");
    write("/real/a", "x");
    link("/dir", "real");
    assertTrue(files().attributes(at("/dir/a")).orElseThrow().isRegular());
  }

  @Test
  void aPathWithoutLinksIsItsOwnResolution() throws IOException {
    directory("/a");
    write("/a/b", "x");
    assertEquals(at("/a/b"), files().resolved(at("/a/b")));
    assertEquals(at("/no/such"), files().resolved(at("/no/such")));
    assertEquals(HostPath.ROOT, files().resolved(HostPath.ROOT));
  }

  @Test
  void relativeLinksStartWhereTheyLie() throws IOException {
    directory("/a");
    directory("/a/b");
    write("/a/file", "relative");
    link("/a/b/up", "../file");
    assertEquals(at("/a/file"), files().resolved(at("/a/b/up")));
    assertEquals("relative", read("/a/b/up"));
  }

  @Test
  void absoluteLinksStartAtTheRootOfTheHost() throws IOException {
    directory("/etc");
    write("/etc/hostname", "of the host");
    link("/etc/name", "/etc/hostname");
    assertEquals("of the host", read("/etc/name"));
  }

  @Test
  void dotDotStopsAtTheRoot() throws IOException {
    directory("/etc");
    write("/etc/hostname", "inside");
    link("/etc/out", "../../../../../../etc/hostname");
    assertEquals("inside", read("/etc/out"));
  }

  @Test
  void dotDotAfterALinkMeansTheTargetsParent() throws IOException {
    directory("/a");
    directory("/b");
    directory("/b/c");
    write("/b/file", "beside the target");
    link("/a/dir", "/b/c");
    link("/a/file", "dir/../file");
    assertEquals("beside the target", read("/a/file"));
  }

  @Test
  void targetsMayHoldDotsAndDoubleSlashes() throws IOException {
    directory("/a");
    write("/a/file", "x");
    link("/l", ".//a/./file");
    assertEquals("x", read("/l"));
  }

  @Test
  void aLinkToTheRootIsTheRoot() throws IOException {
    write("/file", "x");
    link("/self", "/");
    assertEquals(HostPath.ROOT, files().resolved(at("/self")));
    assertEquals("x", read("/self/self/file"));
  }

  @Test
  void danglingLinksResolveToWhatIsMissing() throws IOException {
    link("/a", "no/such");
    assertEquals(at("/no/such"), files().resolved(at("/a")));
    assertEquals(at("/no/such/more"), files().resolved(at("/a/more")));
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> read("/a"));
    assertTrue(message(e).startsWith("/a"), e.toString());
    assertTrue(message(e).contains("/no/such"), e.toString());
  }

  @Test
  void fortyLinksAreFollowed() throws IOException {
    chainOfLinks(LINK_HOPS_MAX);
    assertEquals("end", read("/link1"));
  }

  @Test
  void fortyOneLinksAreTooMany() throws IOException {
    chainOfLinks(LINK_HOPS_MAX + 1);
    failsNaming("/link1", () -> read("/link1"));
  }

  @Test
  void aLoopEndsWithThePath() throws IOException {
    link("/a", "b");
    link("/b", "a");
    failsNaming("/a", () -> files().resolved(at("/a")));
    failsNaming("/a/x", () -> files().attributes(at("/a/x")));
    assertTrue(files().attributes(at("/a")).orElseThrow().isSymbolicLink());
  }

  @Test
  void linkTargetsAreVerbatim() throws IOException {
    link("/a", "../x/./y");
    assertEquals("../x/./y", files().linkTarget(at("/a")));
  }

  @Test
  void onlyLinksHaveTargets() throws IOException {
    write("/a", "");
    failsNaming("/a", () -> files().linkTarget(at("/a")));
    assertThrows(NoSuchFileException.class, () -> files().linkTarget(at("/no")));
  }

  private void chainOfLinks(int length) throws IOException {
    for (int i = 1; i < length; i++) {
      link("/link" + i, "link" + (i + 1));
    }
    link("/link" + length, "end");
    write("/end", "end");
  }

  protected final String read(String path) throws IOException {
    return latin1(files().read(at(path), BYTES_MAX));
  }

  protected final void write(String path, String text) throws IOException {
    files().createFile(at(path), 0644);
    files().append(at(path), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  protected final void directory(String path) throws IOException {
    files().createDirectory(at(path), 0755);
  }

  protected static void failsNaming(String path, Executable call) {
    IOException e = assertThrows(IOException.class, call);
    assertTrue(message(e).contains(path), e.toString());
    assertFalse(e instanceof NoSuchFileException, e.toString());
  }

  protected static HostPath at(String path) {
    return HostPath.of(path);
  }

  protected static String message(Throwable thrown) {
    return Objects.requireNonNull(thrown.getMessage());
  }

  protected static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
