package remediator.linux;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import remediator.file.HostPath;

/**
 * Free space by statvfs(3).
 *
 * <p>Not by {@code java.nio.file.FileStore}: that looks for the mount point in /proc/mounts first
 * and finds none in a chroot, where rescue systems work.
 */
final class FileSystemSpace {
  /** Longer than struct statvfs64 on any architecture: 112 bytes on x86-64. */
  private static final int STATVFS_BYTES_MAX = 256;

  private FileSystemSpace() {}

  /**
   * f_bavail blocks of f_frsize bytes: what remains to callers that are not root. A file system
   * that counts no blocks at all (ramfs, tmpfs without a size) sets no bound: {@link
   * Long#MAX_VALUE}.
   */
  static long freeBytes(FileNames names, HostPath walked) throws IOException {
    NativeCode.required();
    byte[] statvfs = new byte[STATVFS_BYTES_MAX];
    if (LibC.statvfs64(names.nulTerminated(walked), statvfs) < 0) {
      throw Errno.failure(walked, "statvfs", Errno.last());
    }
    ByteBuffer fields = ByteBuffer.wrap(statvfs).order(ByteOrder.nativeOrder());
    // unsigned long f_bsize, f_frsize; then 64-bit f_blocks, f_bfree, f_bavail.
    int word = Native.LONG_SIZE;
    long fragmentBytes = word == Long.BYTES ? fields.getLong(word) : fields.getInt(word);
    long blocks = fields.getLong(2 * word);
    long available = fields.getLong(2 * word + 2 * Long.BYTES);
    return blocks == 0 ? Long.MAX_VALUE : product(available, fragmentBytes);
  }

  /** Network file systems report counts whose bytes exceed 63 bits. */
  private static long product(long blocks, long blockBytes) {
    boolean fits = Long.compareUnsigned(blocks, Long.MAX_VALUE / Math.max(blockBytes, 1)) <= 0;
    return fits ? blocks * blockBytes : Long.MAX_VALUE;
  }
}
