package remediator.apply;

import java.time.Instant;
import java.util.List;
import remediator.plan.Expectation;

/**
 * What a transaction is to change, written before the first change and never after.
 *
 * <p>The journal's {@code prepared} record holds the digest of its text, so a manifest is the one
 * the transaction was begun with or none.
 */
record Manifest(
    String id, Instant when, Actor actor, Expectation expectation, List<FileChange> changes) {

  Manifest {
    changes = List.copyOf(changes);
  }
}
