package remediator.host;

import java.io.IOException;
import remediator.file.FileAttributes;
import remediator.file.HostPath;

/**
 * The host's files, to be changed: primitives without an order.
 *
 * <p>A method does one thing and promises nothing about durability until {@link #sync} (the file's
 * content) or {@link #syncDirectory} (its name) has returned, as fsync(2) says. No method follows a
 * symbolic link in the last component: {@link #rename} replaces a link, the others refuse it.
 * Callers resolve first ({@link #resolved}).
 */
public interface WritableFiles extends HostFiles {

  /** mkdir(2) with exactly this mode, whatever the umask. The parent must exist. */
  void createDirectory(HostPath path, int mode) throws IOException;

  /** open(2) with O_CREAT|O_EXCL and exactly this mode: fails when anything is there. */
  void createFile(HostPath path, int mode) throws IOException;

  /** Appends all bytes to an existing regular file. */
  void append(HostPath path, byte[] bytes) throws IOException;

  /** Cuts an existing regular file to this length; used for a journal's torn tail only. */
  void truncate(HostPath path, long sizeBytes) throws IOException;

  /** fsync(2) of the file. */
  void sync(HostPath path) throws IOException;

  /** rename(2): replaces what is at {@code to}, in the same directory or file system. */
  void rename(HostPath from, HostPath to) throws IOException;

  /** fsync(2) of the directory: makes creations, renames and deletions in it durable. */
  void syncDirectory(HostPath directory) throws IOException;

  /** unlink(2) of a file, rmdir(2) of an empty directory. */
  void delete(HostPath path) throws IOException;

  /**
   * Gives the file the owner, group, mode, extended attributes and modification time of {@code
   * attributes}, in that order (chown(2) clears set-id bits, so the mode comes after it; the time
   * comes last). Attributes the file has and {@code attributes} lacks are removed. On a file system
   * that keeps no owner or extended attributes, what it cannot keep is skipped when it already
   * agrees and is an error otherwise.
   */
  void setAttributes(HostPath path, FileAttributes attributes) throws IOException;

  /** Bytes that an unprivileged-size write could still use in the file system of this directory. */
  long freeBytes(HostPath directory) throws IOException;

  /**
   * flock(2) of a file that is created when missing (0600), with the holder's words written into
   * it. Never waits.
   */
  LockAttempt tryLock(HostPath path, String holder) throws IOException;
}
