package remediator.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which file something is and whether it changed since, as stat(2) tells without opening it.
 *
 * <p>Two equal identities mean the same bytes as far as the file system tells the truth: whoever
 * writes to a file or exchanges it gets another change time or inode, and the change time cannot be
 * set by programs (inode(7)). It says nothing of another file system, another machine, or a copy.
 *
 * @param device st_dev
 * @param inode st_ino
 * @param sizeBytes st_size
 * @param modified st_mtim
 * @param changed st_ctim
 */
public record FileIdentity(
    long device, long inode, long sizeBytes, Instant modified, Instant changed) {

  /** Written out: the one that records are born with links method handles at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileIdentity file
        && device == file.device
        && inode == file.inode
        && sizeBytes == file.sizeBytes
        && modified.equals(file.modified)
        && changed.equals(file.changed);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(inode);
  }
}
