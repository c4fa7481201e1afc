package remediator.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.HostFiles;

/**
 * A file as it is now: its state, and its content as one character per byte (empty when absent).
 *
 * <p>Errors: {@link NotRegularException} when the path does not name a regular file or nothing, or
 * when a symbolic link leads away from it.
 */
record CurrentState(FileState state, String content) {
  /** A generated grub.cfg has some ten kilobytes; what is larger is not boot configuration. */
  static final int BYTES_MAX = 16 * 1024 * 1024;

  static CurrentState of(HostFiles files, HostPath path) throws IOException {
    HostPath resolved = files.resolved(path);
    if (!resolved.equals(path)) {
      throw new NotRegularException(path, "a symbolic link leads to " + resolved);
    }
    FileAttributes found = files.attributes(path).orElse(null);
    if (found == null) {
      return new CurrentState(FileState.absent(), "");
    }
    if (!found.isRegular()) {
      throw new NotRegularException(path, "not a regular file");
    }
    byte[] bytes = files.read(path, BYTES_MAX);
    return new CurrentState(
        new FileState.Regular(ContentDigest.of(bytes), found),
        new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** Throws when the file is not as {@code expected}. */
  static CurrentState expecting(HostFiles files, HostPath path, FileState expected)
      throws IOException {
    CurrentState found = of(files, path);
    if (!found.state.sameAs(expected)) {
      throw new ChangedMeanwhileException(path, expected, found.state);
    }
    return found;
  }
}
