package remediator.linux;

import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import remediator.file.HostPath;
import remediator.host.LockAttempt;

/**
 * A lock by flock(2), held until it is closed or the process dies.
 *
 * <p>flock(2), not the POSIX lock of {@code FileChannel.tryLock}: that one is lost as soon as this
 * process closes any other descriptor of the file, a mere reader's too, and {@code flock(1)} in a
 * shell script does not see it. The file stays when the lock is given back; removing it would let
 * two runs hold two files of one name.
 */
final class HeldLock implements LockAttempt.Held {
  /** What is read of another run's words. */
  static final int HOLDER_BYTES_MAX = 4096;

  private static final int OWNER_ONLY = 0600;

  private final HostPath path;
  private final int descriptor;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HeldLock(HostPath path, int descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  static LockAttempt attempt(WritableRootedFiles files, HostPath walked, String holder)
      throws IOException {
    NativeCode.required();
    createIfMissing(files, walked);
    files.refuseUnlessRegular(walked);
    int flags = LibC.O_RDWR | LibC.O_NONBLOCK | LibC.O_CLOEXEC | LibC.O_NOFOLLOW;
    int descriptor = LibC.open(files.names().nulTerminated(walked), flags);
    if (descriptor < 0) {
      throw Errno.failure(walked, "open", Errno.last());
    }
    HeldLock lock = new HeldLock(walked, descriptor);
    try {
      if (lock.taken()) {
        files.truncate(walked, 0);
        files.append(walked, holder.getBytes(StandardCharsets.ISO_8859_1));
        return lock;
      }
      String other = lock.wordsOfOther();
      lock.close();
      return new HeldByOther(other);
    } catch (IOException e) {
      lock.closeAfter(e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true) && LibC.close(descriptor) < 0) {
      throw Errno.failure(path, "close", Errno.last());
    }
  }

  private static void createIfMissing(WritableRootedFiles files, HostPath walked)
      throws IOException {
    if (files.attributes(walked).isEmpty()) {
      try {
        files.createFile(walked, OWNER_ONLY);
      } catch (FileAlreadyExistsException e) {
        // Another run came first: its file is as good as ours.
        return;
      }
    }
  }

  private boolean taken() throws IOException {
    if (LibC.flock(descriptor, LibC.LOCK_EX | LibC.LOCK_NB) == 0) {
      return true;
    }
    int errno = Errno.last();
    if (errno == Errno.EAGAIN) {
      return false;
    }
    throw Errno.failure(path, "flock", errno);
  }

  /** May be empty or torn: the holder writes after it has the lock. */
  private String wordsOfOther() throws IOException {
    byte[] buffer = new byte[HOLDER_BYTES_MAX];
    int length = LibC.read(descriptor, buffer, new NativeLong(buffer.length)).intValue();
    if (length < 0) {
      throw Errno.failure(path, "read", Errno.last());
    }
    return new String(Arrays.copyOf(buffer, length), StandardCharsets.ISO_8859_1);
  }

  private void closeAfter(IOException first) {
    try {
      close();
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }
}
