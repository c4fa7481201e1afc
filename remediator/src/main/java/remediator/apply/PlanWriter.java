package remediator.apply;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.apply.JournalRecord.Event;
import remediator.file.FileState;
import remediator.host.WritableFiles;
import remediator.plan.Change;
import remediator.plan.Plan;

/** Carries out a plan that nothing stands against, under the lock. */
final class PlanWriter {
  private final WritableFiles host;
  private final StateDirectory state;
  private final Clock clock;
  private final Reversal reversal;

  PlanWriter(WritableFiles host, StateDirectory state, Clock clock, Reversal reversal) {
    this.host = host;
    this.state = state;
    this.clock = clock;
    this.reversal = reversal;
  }

  Outcome carryOut(Plan plan, Actor who) throws IOException {
    List<String> older =
        state.history().directories().stream().map(TransactionDirectory::id).toList();
    String id = TransactionId.next(clock.instant(), older);
    TransactionDirectory directory = new TransactionDirectory(state.transactions().resolve(id));
    OpenTransaction transaction;
    try {
      transaction = new Backup(host, state, clock).prepare(directory, plan, who);
    } catch (IOException cause) {
      return reversal.discarded(directory, cause);
    }
    try {
      write(transaction, plan);
      return new Outcome.Applied(transaction.record());
    } catch (IOException cause) {
      return reversal.undone(transaction, cause);
    }
  }

  /** The order that makes a crash harmless at every step; see the package's description. */
  private void write(OpenTransaction transaction, Plan plan) throws IOException {
    AtomicWrite write = new AtomicWrite(host);
    List<Swap> swaps = swaps(transaction, plan);
    for (Swap swap : swaps) {
      write.stage(swap);
    }
    int number = 0;
    for (Swap swap : swaps) {
      write.exchange(swap);
      transaction.journal().append(Event.DONE, Integer.toString(number));
      number++;
    }
    for (FileChange change : transaction.manifest().changes()) {
      CurrentState.expecting(host, change.path(), change.after());
    }
    transaction.journal().append(Event.APPLIED, "");
  }

  private static List<Swap> swaps(OpenTransaction transaction, Plan plan) {
    List<Swap> swaps = new ArrayList<>();
    for (FileChange change : transaction.manifest().changes()) {
      Change planned = plan.changes().get(swaps.size());
      Optional<Swap.NewFile> desired =
          change.after() instanceof FileState.Regular after
              ? planned
                  .afterText()
                  .map(
                      text ->
                          new Swap.NewFile(text, after.attributes(), !change.replacesOrDeletes()))
              : Optional.empty();
      swaps.add(
          new Swap(
              change.path(),
              change.before(),
              desired,
              change.temporary(transaction.manifest().id())));
    }
    return swaps;
  }
}
