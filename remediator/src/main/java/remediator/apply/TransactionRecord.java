package remediator.apply;

import java.time.Instant;
import java.util.List;
import remediator.file.HostPath;
import remediator.plan.Expectation;

/**
 * One entry of the history.
 *
 * <p>Shape: {@code id} sorts by the order of the transactions ({@code 20260131T093011Z-001}, UTC);
 * {@code when} is the host's clock when it began; {@code changes} in the order they were written;
 * {@code backup} and {@code restoreScript} are paths in the files of the state directory, which are
 * the host's own unless another place was named.
 */
public record TransactionRecord(
    String id,
    Instant when,
    Actor actor,
    Expectation expectation,
    State state,
    List<RecordedChange> changes,
    HostPath backup,
    HostPath restoreScript) {

  /** How a transaction stands. */
  public enum State {
    /** All of it is on the host. */
    APPLIED,
    /** It was applied, and an operator undid it. */
    ROLLED_BACK,
    /** It failed or was interrupted, and was undone. */
    UNDONE,
    /** It, or its rollback, was interrupted: {@code recover} settles it. */
    INTERRUPTED
  }

  public TransactionRecord {
    changes = List.copyOf(changes);
  }

  public String policy() {
    return expectation.policy();
  }
}
