package remediator.apply;

import java.io.IOException;
import remediator.file.FileState;
import remediator.file.HostPath;

/** A file is not as it was when it was last looked at: somebody else writes it too. */
final class ChangedMeanwhileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Outcome.Conflict conflict;

  ChangedMeanwhileException(HostPath path, FileState expected, FileState found) {
    super(path + ": somebody else changed it meanwhile");
    this.conflict = new Outcome.Conflict(path, expected, found);
  }

  Outcome.Conflict conflict() {
    return conflict;
  }
}
