package remediator.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import remediator.file.FileAttributes;
import remediator.file.FileIdentity;
import remediator.file.HostPath;

/**
 * The host's files, to be looked at.
 *
 * <p>All methods resolve symbolic links component by component inside the root: an absolute link
 * starts again at the root, {@code ..} stops at it, and the number of links followed is bounded
 * (errno ELOOP of path_resolution(7)). None of them changes an access time on purpose. Errors:
 * {@link java.nio.file.NoSuchFileException}, {@link java.nio.file.AccessDeniedException}, {@link
 * java.nio.file.NotDirectoryException}, {@link FileTooLargeException}, or another {@link
 * IOException} with the path in its message.
 */
public interface HostFiles {

  /**
   * Attributes of the path itself: a link at the end is not followed. Empty when it is not there.
   */
  Optional<FileAttributes> attributes(HostPath path) throws IOException;

  /** Which file the path leads to, every link followed, and whether it changed since. */
  FileIdentity identity(HostPath path) throws IOException;

  /**
   * Where the path leads when every link is followed, the last one too. The result holds no link;
   * it need not exist (a dangling link, a file to be created).
   */
  HostPath resolved(HostPath path) throws IOException;

  /** The whole content of a regular file (or /proc file), refused when longer than the bound. */
  byte[] read(HostPath path, int bytesMax) throws IOException;

  /** A stream over a regular file of any length, for readers that keep little of it. */
  InputStream open(HostPath path) throws IOException;

  /** The names in a directory, sorted by their characters, refused when there are more. */
  List<String> list(HostPath directory, int entriesMax) throws IOException;

  /** The target text of a symbolic link. */
  String linkTarget(HostPath path) throws IOException;
}
