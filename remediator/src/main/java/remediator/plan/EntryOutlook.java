package remediator.plan;

import java.util.List;
import java.util.Optional;
import remediator.file.HostPath;

/**
 * One boot entry under a plan.
 *
 * <p>{@code title} and command lines are untrusted bytes of the host. {@code release} is empty when
 * the entry's kernel image does not tell it. {@code added} and {@code removed} are parameters as
 * the kernel sees them; both empty when the entry stays as it is, and {@code why} then says for
 * what reason.
 */
public record EntryOutlook(
    HostPath file,
    int line,
    String title,
    Optional<String> release,
    Kind kind,
    List<String> added,
    List<String> removed,
    String why) {

  /** What the entry is for. */
  public enum Kind {
    NORMAL,
    RECOVERY,
    RESCUE
  }

  public EntryOutlook {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  public boolean isChanged() {
    return !added.isEmpty() || !removed.isEmpty();
  }
}
