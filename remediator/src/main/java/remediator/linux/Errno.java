package remediator.linux;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import remediator.file.HostPath;

/**
 * The error of the last native call of this thread, in words.
 *
 * <p>Numbers are those of include/uapi/asm-generic/errno-base.h and errno.h, which x86, Arm, POWER,
 * RISC-V and s390 share. The words are ours, so that they do not change with the locale.
 */
final class Errno {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EINVAL = 22;
  static final int EPIPE = 32;
  static final int ERANGE = 34;
  static final int ENODATA = 61;
  static final int ENOTSUP = 95;

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(EPERM, "Operation not permitted"),
          Map.entry(ENOENT, "No such file or directory"),
          Map.entry(EINTR, "Interrupted system call"),
          Map.entry(5, "Input/output error"),
          Map.entry(7, "Argument list too long"),
          Map.entry(EAGAIN, "Resource temporarily unavailable"),
          Map.entry(12, "Cannot allocate memory"),
          Map.entry(EACCES, "Permission denied"),
          Map.entry(20, "Not a directory"),
          Map.entry(21, "Is a directory"),
          Map.entry(EINVAL, "Invalid argument"),
          Map.entry(24, "Too many open files"),
          Map.entry(26, "Text file busy"),
          Map.entry(28, "No space left on device"),
          Map.entry(30, "Read-only file system"),
          Map.entry(EPIPE, "Broken pipe"),
          Map.entry(ERANGE, "Numerical result out of range"),
          Map.entry(36, "File name too long"),
          Map.entry(37, "No locks available"),
          Map.entry(38, "Function not implemented"),
          Map.entry(40, "Too many levels of symbolic links"),
          Map.entry(ENODATA, "No data available"),
          Map.entry(ENOTSUP, "Operation not supported"),
          Map.entry(122, "Disk quota exceeded"));

  private Errno() {}

  static int last() {
    return Native.getLastError();
  }

  static String words(int errno) {
    return WORDS.getOrDefault(errno, "error " + errno);
  }

  /** What {@code call} on {@code path} failed with; {@code call} is the system call's name. */
  static IOException failure(HostPath path, String call, int errno) {
    String reason = words(errno) + " (" + call + ")";
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(path.value(), null, reason);
      case EACCES -> new AccessDeniedException(path.value(), null, reason);
      default -> new FileSystemException(path.value(), null, reason);
    };
  }
}
