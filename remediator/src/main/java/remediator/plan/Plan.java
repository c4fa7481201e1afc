package remediator.plan;

import java.util.List;
import remediator.fact.Fact;

/**
 * Everything that would be changed, and nothing else.
 *
 * <p>{@code changes} in the order they are to be written: the source of the next generated
 * configuration first, the file that boots last. {@code entries} say, line by line, what happens to
 * each boot entry, the untouched ones too. {@code notes} are for the operator: what is not done,
 * what was left alone and why. {@code machineId} binds a saved plan to its host.
 */
public record Plan(
    Fact<String> machineId,
    Expectation expectation,
    List<Change> changes,
    List<EntryOutlook> entries,
    List<String> notes) {

  public Plan {
    changes = List.copyOf(changes);
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /** The healthy answer: the host is as it ought to be. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
