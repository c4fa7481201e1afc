package remediator.apply;

import java.util.Optional;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;

/**
 * One file to be exchanged: from the state expected to the new file, or to nothing when there is
 * none.
 */
record Swap(HostPath path, FileState expected, Optional<NewFile> desired, HostPath temporary) {

  /**
   * What shall be there. {@code content} holds one character per byte. With {@code asBorn} the
   * extended attributes are those the system gives a new file (its security label), not the listed
   * ones.
   */
  record NewFile(String content, FileAttributes attributes, boolean asBorn) {}
}
