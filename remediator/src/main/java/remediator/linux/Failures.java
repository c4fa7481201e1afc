package remediator.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import remediator.file.HostPath;
import remediator.host.FileTooLargeException;

/** Says the host's path, not the real one below {@code --root}, in what NIO throws. */
final class Failures {
  private Failures() {}

  /**
   * The same failure under the host's name; its kind survives, the original is its cause. What
   * already speaks of the host's path stays as it is.
   */
  static IOException at(HostPath path, IOException cause) {
    if (cause instanceof FileTooLargeException) {
      return cause;
    }
    IOException named = named(path.value(), cause);
    named.initCause(cause);
    return named;
  }

  /** A refusal of ours, in the words of the file system's own. */
  static FileSystemException refused(HostPath path, String reason) {
    return new FileSystemException(path.value(), null, reason);
  }

  private static IOException named(String path, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new NoSuchFileException(path, null, "No such file or directory");
    } else if (cause instanceof AccessDeniedException) {
      return new AccessDeniedException(path, null, "Permission denied");
    } else if (cause instanceof FileAlreadyExistsException) {
      return new FileAlreadyExistsException(path, null, "File exists");
    } else if (cause instanceof NotDirectoryException) {
      return new NotDirectoryException(path);
    } else if (cause instanceof DirectoryNotEmptyException) {
      return new DirectoryNotEmptyException(path);
    } else if (cause instanceof AtomicMoveNotSupportedException) {
      return new FileSystemException(path, null, "cannot be renamed into another file system");
    }
    return new FileSystemException(path, null, reason(cause));
  }

  private static String reason(IOException cause) {
    String reason =
        cause instanceof FileSystemException files ? files.getReason() : cause.getMessage();
    return Objects.requireNonNullElse(reason, cause.getClass().getSimpleName());
  }
}
