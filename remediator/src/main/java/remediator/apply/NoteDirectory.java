package remediator.apply;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.WritableFiles;

/**
 * A directory of small files that only save time: what is lost can be found out again.
 *
 * <p>Shape: 0700, its files 0600. A file appears whole or not at all (temporary file, rename), and
 * is not synced: after a power failure it may be empty, which its reader must see. Errors: {@link
 * IOException} when the directory cannot be made, is somebody else's to write, or is full.
 */
public record NoteDirectory(WritableFiles files, HostPath path) {
  /** One per kernel that is installed, and what stays of those that were. */
  static final int NOTES_MAX = 64;

  private static final int LISTED_MAX = 4096;
  private static final int PRIVATE_FILE = 0600;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final String TEMPORARY = ".new";

  /** Writes one file, and deletes those that it replaces; with too many, others go too. */
  public void keep(String name, byte[] content, Predicate<String> replaced) throws IOException {
    create();
    HostPath temporary = path.resolve(name + TEMPORARY);
    make(temporary);
    files.append(temporary, content);
    files.rename(temporary, path.resolve(name));
    List<String> names = files.list(path, LISTED_MAX);
    int beyond = names.size() - NOTES_MAX;
    for (String other : names) {
      if (!other.equals(name) && (beyond > 0 || replaced.test(other))) {
        files.delete(path.resolve(other));
        beyond--;
      }
    }
  }

  private void create() throws IOException {
    Optional<FileAttributes> found = files.attributes(files.resolved(path));
    if (found.isEmpty()) {
      files.createDirectory(path, StateDirectory.PRIVATE_DIRECTORY);
    } else if (!found.get().isDirectory() || (found.get().mode() & WRITABLE_BY_OTHERS) != 0) {
      throw new FileSystemException(
          path.value(), null, "not a directory that nobody else may write to");
    }
  }

  /** What an earlier run left half-written goes. */
  private void make(HostPath temporary) throws IOException {
    try {
      files.createFile(temporary, PRIVATE_FILE);
    } catch (FileAlreadyExistsException e) {
      files.delete(temporary);
      files.createFile(temporary, PRIVATE_FILE);
    }
  }
}
