package remediator.apply;

import java.util.Optional;
import remediator.file.ContentDigest;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.plan.Change;

/** One file of a transaction: as it was found, with all its attributes, and as it is left. */
record FileChange(HostPath path, FileState before, FileState after) {

  FileChange {
    if (before.sameAs(after)) {
      throw new IllegalArgumentException(path + ": a change that changes nothing");
    }
  }

  /** The new file before it takes its name. It exists exactly as long as it has not. */
  HostPath temporary(String id) {
    return beside(id, "");
  }

  /** The old file on its way back. */
  HostPath temporaryOfUndo(String id) {
    return beside(id, ".undo");
  }

  boolean replacesOrDeletes() {
    return before.match(() -> false, regular -> true);
  }

  RecordedChange recorded() {
    return new RecordedChange(path, kind(), digest(before), digest(after));
  }

  private Change.Kind kind() {
    if (!replacesOrDeletes()) {
      return Change.Kind.CREATE;
    }
    return digest(after).isPresent() ? Change.Kind.EDIT : Change.Kind.DELETE;
  }

  private static Optional<ContentDigest> digest(FileState state) {
    return state.match(Optional::empty, regular -> Optional.of(regular.digest()));
  }

  private HostPath beside(String id, String suffix) {
    return path.parent().resolve("." + path.name() + ".remediator-" + id + suffix);
  }
}
