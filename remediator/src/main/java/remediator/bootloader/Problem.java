package remediator.bootloader;

import java.util.Optional;
import remediator.file.HostPath;

/**
 * Something in a document that keeps us from judging or editing it.
 *
 * @param path the file, where the document knows it
 * @param line the line it begins on, counted from 1; 0 for the document as a whole
 * @param what what is wrong there, in words for the operator; may hold untrusted bytes of the host
 */
public record Problem(Optional<HostPath> path, int line, String what) {
  /** A problem of a document that does not know its path. */
  public Problem(int line, String what) {
    this(Optional.empty(), line, what);
  }

  /** The same problem, of this file. */
  public Problem in(HostPath file) {
    return new Problem(Optional.of(file), line, what);
  }

  @Override
  public String toString() {
    return path.map(file -> file + ":").orElse("") + line + ": " + what;
  }
}
