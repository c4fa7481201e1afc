package remediator.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.FileTooLargeException;
import remediator.host.HostFiles;
import remediator.host.LockAttempt;
import remediator.host.WritableFiles;
import remediator.host.WritableFilesContract;

class RootedFilesTest extends WritableFilesContract {
  private static final Duration AT_ONCE = Duration.ofSeconds(20);
  private static final int BYTES_MAX = 100_000;
  private static final Path FULL = Path.of("/dev/full");

  /**
   * Version 2 and four entries of posix_acl_xattr.h: owner, one user, mask, others; little-endian.
   */
  private static final String ACCESS_LIST =
      "\2\0\0\0"
          + "\1\0\6\0\u00ff\u00ff\u00ff\u00ff"
          + "\2\0\4\0\u00e8\3\0\0"
          + "\4\0\4\0\u00ff\u00ff\u00ff\u00ff"
          + "\20\0\4\0\u00ff\u00ff\u00ff\u00ff"
          + "\40\0\0\0\u00ff\u00ff\u00ff\u00ff";

  private Path directory;
  private Path root;
  private WritableRootedFiles files;

  @BeforeEach
  void emptyRoot(@TempDir Path temporary) throws IOException {
    directory = temporary;
    root = Files.createDirectory(directory.resolve("root"));
    files = new WritableRootedFiles(root);
  }

  @Override
  protected WritableFiles files() {
    return files;
  }

  @Override
  protected void link(String path, String target) throws IOException {
    Files.createSymbolicLink(files.names().real(HostPath.of(path)), verbatim(target));
  }

  @Override
  protected boolean keepsUserAttributes() throws IOException {
    Path probe = Files.createFile(directory.resolve("probe"));
    try {
      Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class)
          .write("probe", StandardCharsets.US_ASCII.encode("x"));
      return true;
    } catch (FileSystemException e) {
      return false;
    } finally {
      Files.delete(probe);
    }
  }

  @Test
  void theRootMustBeADirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThrows(NotDirectoryException.class, () -> RootedFiles.light(file));
    assertThrows(NoSuchFileException.class, () -> RootedFiles.light(directory.resolve("no")));
  }

  @Test
  void theRootMayBeReachedThroughALink() throws IOException {
    Files.writeString(root.resolve("f"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("root"));
    assertEquals(1, RootedFiles.light(link).read(HostPath.of("/f"), 1).length);
  }

  @Test
  void nothingOutsideTheRootIsReached() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside"), "secret");
    link("/absolute", outside.toString());
    link("/up", "../outside");
    for (String path : List.of("/absolute", "/up", "/../outside")) {
      assertThrows(NoSuchFileException.class, () -> files.read(HostPath.of(path), BYTES_MAX));
    }
    HostPath made = files.resolved(HostPath.of("/up"));
    files.createFile(made, 0600);
    assertEquals("secret", Files.readString(outside));
    assertTrue(Files.exists(root.resolve("outside")));
  }

  @Test
  void failuresNameTheHostsPathNotTheRealOne() {
    IOException e =
        assertThrows(IOException.class, () -> files.read(HostPath.of("/etc/fstab"), BYTES_MAX));
    assertEquals("/etc/fstab: No such file or directory", e.getMessage());
  }

  @Test
  void neverWaitsForAFifo() throws Exception {
    Path fifo = root.resolve("fifo");
    int made = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    assertEquals(0, made);
    link("/l", "fifo");
    assertTimeoutPreemptively(
        AT_ONCE,
        () -> {
          refused("/fifo", () -> files.read(HostPath.of("/fifo"), BYTES_MAX));
          refused("/l", () -> files.read(HostPath.of("/l"), BYTES_MAX));
          refused("/fifo", () -> files.open(HostPath.of("/fifo")).close());
          refused("/fifo", () -> files.append(HostPath.of("/fifo"), new byte[1]));
          refused("/fifo", () -> files.sync(HostPath.of("/fifo")));
          refused("/fifo", () -> files.tryLock(HostPath.of("/fifo"), "me"));
        });
    files.delete(HostPath.of("/fifo"));
    assertTrue(Files.notExists(fifo, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void devicesAreNotOpened() throws IOException {
    HostFiles machine = RootedFiles.light(Path.of("/"));
    refused("/dev/zero", () -> machine.read(HostPath.of("/dev/zero"), BYTES_MAX));
    refused("/dev/null", () -> machine.open(HostPath.of("/dev/null")).close());
    assertEquals(
        FileAttributes.Kind.OTHER,
        machine.attributes(HostPath.of("/dev/null")).orElseThrow().kind());
  }

  @Test
  void theLogDaemonsSourceIsNotConsumed() throws IOException {
    HostFiles machine = RootedFiles.light(Path.of("/"));
    assertTimeoutPreemptively(
        AT_ONCE, () -> refused("/proc/kmsg", () -> machine.open(HostPath.of("/proc/kmsg"))));
  }

  @Test
  void filesOfProcAreReadAlthoughTheirSizeIsNothing() throws IOException {
    HostFiles machine = RootedFiles.light(Path.of("/"));
    HostPath path = HostPath.of("/proc/self/status");
    assertEquals(0, machine.attributes(path).orElseThrow().sizeBytes());
    byte[] status = machine.read(path, BYTES_MAX);
    assertTrue(new String(status, StandardCharsets.ISO_8859_1).startsWith("Name:"));
    assertThrows(FileTooLargeException.class, () -> machine.read(path, 10));
  }

  @Test
  void whatMayNotBeReadIsDenied() throws IOException {
    write("/f", "x");
    files.createDirectory(HostPath.of("/d"), 0);
    assumeFalse(isRoot(), "root may read everything");
    files.createFile(HostPath.of("/unreadable"), 0);
    for (String path : List.of("/unreadable", "/d/f")) {
      IOException e =
          assertThrows(AccessDeniedException.class, () -> files.read(HostPath.of(path), BYTES_MAX));
      assertTrue(message(e).startsWith(path), e.toString());
    }
    assertThrows(AccessDeniedException.class, () -> files.list(HostPath.of("/d"), 1));
  }

  @Test
  void theLightReaderSeesNoExtendedAttributes() throws IOException {
    assumeTrue(keepsUserAttributes(), "needs a file system with user.* attributes");
    write("/f", "x");
    setExtended("/f", Map.of("user.a", "1"));
    assertEquals(Map.of(), extended(RootedFiles.light(root), "/f"));
    assertEquals(Map.of("user.a", "1"), extended(RootedFiles.withExtendedAttributes(root), "/f"));
  }

  @Test
  void accessListsSurviveTheModeThatIsSetBeforeThem() throws IOException {
    assumeTrue(keepsUserAttributes(), "needs a file system with extended attributes");
    write("/f", "x");
    Map<String, String> list = Map.of("system.posix_acl_access", ACCESS_LIST);
    FileAttributes before = changed("/f", 0640, list);
    files.setAttributes(HostPath.of("/f"), before);
    assertEquals(list, extended(files, "/f"));
    files.setAttributes(HostPath.of("/f"), changed("/f", 0600, Map.of()));
    assertEquals(Map.of(), extended(files, "/f"));
    assertEquals(0600, attributes("/f").mode());
  }

  @Test
  void ownerAndLabelAreKeptForRoot() throws IOException {
    assumeTrue(isRoot(), "only root may change owners and labels");
    write("/f", "x");
    SortedMap<String, String> labels =
        new TreeMap<>(
            Map.of("security.selinux", "system_u:object_r:boot_t:s0\0", "trusted.a", "\u00ff"));
    FileAttributes now = attributes("/f");
    FileAttributes wanted =
        new FileAttributes(now.kind(), 06755, 1234, 4321, 1, now.modified(), 1, labels);
    files.setAttributes(HostPath.of("/f"), wanted);
    assertEquals(wanted, attributes("/f"));
  }

  @Test
  void ownersThatMayNotChangeAreAnErrorUnlessTheyAgree() throws IOException {
    assumeFalse(isRoot(), "root may change every owner");
    write("/f", "x");
    FileAttributes now = attributes("/f");
    files.setAttributes(HostPath.of("/f"), now);
    FileAttributes ofRoot =
        new FileAttributes(now.kind(), now.mode(), 0, 0, 1, now.modified(), 1, new TreeMap<>());
    refused("/f", () -> files.setAttributes(HostPath.of("/f"), ofRoot));
  }

  @Test
  void namespacesThatTheKernelLacksAreAnError() throws IOException {
    write("/f", "x");
    refused("/f", () -> setExtended("/f", Map.of("nosuch.a", "1")));
  }

  @Test
  void aFullDeviceSaysSo() throws IOException {
    IOException e = assertThrows(IOException.class, () -> Files.write(FULL, new byte[1]));
    IOException named = Failures.at(HostPath.of("/boot/f"), e);
    assertEquals("/boot/f: No space left on device", named.getMessage());
  }

  @Test
  void theHoldersWordsAreBounded() throws Exception {
    HostPath path = HostPath.of("/lock");
    String words = "x".repeat(HeldLock.HOLDER_BYTES_MAX + 1);
    LockAttempt first = files.tryLock(path, words);
    LockAttempt second = new WritableRootedFiles(root).tryLock(path, "me");
    int read = second.match(held -> -1, other -> other.holder().length());
    assertEquals(HeldLock.HOLDER_BYTES_MAX, read);
    ((LockAttempt.Held) first).close();
  }

  @Test
  void flockOfTheShellSeesTheLock() throws Exception {
    LockAttempt.Held held = (LockAttempt.Held) files.tryLock(HostPath.of("/lock"), "me");
    Process flock =
        new ProcessBuilder("flock", "-n", root.resolve("lock").toString(), "true").start();
    assertEquals(1, flock.waitFor());
    held.close();
    flock = new ProcessBuilder("flock", "-n", root.resolve("lock").toString(), "true").start();
    assertEquals(0, flock.waitFor());
  }

  private static Path verbatim(String target) throws IOException {
    boolean ascii = target.chars().allMatch(c -> c < 0x80);
    return ascii
        ? Path.of(target)
        : new FileNames(Path.of("/")).real(HostPath.of(target)).getFileName();
  }

  private void setExtended(String path, Map<String, String> values) throws IOException {
    int mode = attributes(path).mode();
    files.setAttributes(HostPath.of(path), changed(path, mode, values));
  }

  private FileAttributes changed(String path, int mode, Map<String, String> values)
      throws IOException {
    FileAttributes now = attributes(path);
    return new FileAttributes(
        now.kind(), mode, now.owner(), now.group(), 1, now.modified(), 1, new TreeMap<>(values));
  }

  private static Map<String, String> extended(HostFiles files, String path) throws IOException {
    return files.attributes(HostPath.of(path)).orElseThrow().extendedAttributes();
  }

  private static void refused(String path, Executable call) {
    IOException e = assertThrows(IOException.class, call);
    assertTrue(message(e).startsWith(path + ": "), e.toString());
  }

  private static boolean isRoot() throws IOException {
    NativeCode.required();
    return LibC.geteuid() == 0;
  }
}
