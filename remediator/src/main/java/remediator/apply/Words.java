package remediator.apply;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** An error as an operator reads it: its path and reason, and what failed after it. */
final class Words {
  private Words() {}

  static String of(IOException e) {
    StringBuilder words = new StringBuilder(one(e));
    for (Throwable later : e.getSuppressed()) {
      words.append("; then ").append(one(later));
    }
    return words.toString();
  }

  private static String one(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof FileSystemException told && told.getReason() != null) {
      return message;
    }
    if (e instanceof FileSystemException bare && bare.getReason() == null) {
      return message + ": " + reason(bare);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : message;
  }

  /** Java's own exceptions of these kinds say the path and nothing else. */
  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "not there";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileAlreadyExistsException ? "is there already" : "cannot be used";
  }
}
