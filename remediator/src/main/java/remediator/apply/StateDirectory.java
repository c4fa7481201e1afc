package remediator.apply;

import java.io.IOException;
import java.util.Optional;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.WritableFiles;

/**
 * Where journals, backups and the lock live: by default {@link #DEFAULT} in the host's own files,
 * or a directory the operator named, which may lie in other files than the host's.
 *
 * <p>Shape: {@code lock}, and one directory per transaction below {@code transactions} with {@code
 * journal}, {@code manifest.json}, {@code restore.sh} and the {@code original} files by number.
 * Directories are 0700, files 0600. Nothing is created before the first transaction.
 */
public record StateDirectory(WritableFiles files, HostPath path) {
  public static final HostPath DEFAULT = HostPath.of("/var/lib/remediator");

  static final String TRANSACTIONS = "transactions";
  static final int PRIVATE_DIRECTORY = 0700;
  private static final int PUBLIC_DIRECTORY = 0755;
  private static final int WRITABLE_BY_OTHERS = 0022;

  /** What was done so far, for readers. */
  public History history() {
    return new History(files, path);
  }

  HostPath lock() {
    return path.resolve("lock");
  }

  HostPath transactions() {
    return path.resolve(TRANSACTIONS);
  }

  /** Makes what is missing, and makes sure its names are on the disk, whoever made them. */
  void create() throws IOException {
    createParents(path.parent());
    createDirectory(path, PRIVATE_DIRECTORY);
    files.syncDirectory(path.parent());
    createDirectory(transactions(), PRIVATE_DIRECTORY);
    files.syncDirectory(path);
  }

  /** Why what is stored here cannot be trusted; empty when it can, or is not there yet. */
  Optional<String> distrust() throws IOException {
    for (HostPath each : new HostPath[] {path, transactions()}) {
      Optional<FileAttributes> found = files.attributes(files.resolved(each));
      if (found.isPresent() && !found.get().isDirectory()) {
        return Optional.of(each + " is not a directory: name another one with --state-dir");
      }
      if (found.isPresent() && (found.get().mode() & WRITABLE_BY_OTHERS) != 0) {
        String mode = found.get().modeText();
        return Optional.of(
            each + " can be written by others (mode " + mode + "): see who did, then chmod 0700");
      }
    }
    return Optional.empty();
  }

  /** The nearest directory that exists, for asking how much room there is. */
  HostPath existing() throws IOException {
    HostPath nearest = path;
    while (!nearest.equals(HostPath.ROOT) && files.attributes(nearest).isEmpty()) {
      nearest = nearest.parent();
    }
    return nearest;
  }

  private void createParents(HostPath directory) throws IOException {
    if (files.attributes(directory).isPresent()) {
      return;
    }
    createParents(directory.parent());
    files.createDirectory(directory, PUBLIC_DIRECTORY);
    files.syncDirectory(directory.parent());
  }

  private void createDirectory(HostPath directory, int mode) throws IOException {
    if (files.attributes(directory).isEmpty()) {
      files.createDirectory(directory, mode);
    }
  }
}
