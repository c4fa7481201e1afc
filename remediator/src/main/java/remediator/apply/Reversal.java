package remediator.apply;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import remediator.apply.JournalRecord.Event;
import remediator.host.WritableFiles;

/** Undoes transactions, whole: one that failed, one that was interrupted, one that was applied. */
final class Reversal {
  private final WritableFiles host;
  private final StateDirectory state;
  private final WritableFiles files;
  private final Clock clock;

  Reversal(WritableFiles host, StateDirectory state, Clock clock) {
    this.host = host;
    this.state = state;
    this.files = state.files();
    this.clock = clock;
  }

  /** After {@code cause} stopped a transaction before it was prepared. */
  Outcome discarded(TransactionDirectory directory, IOException cause) {
    try {
      if (files.attributes(directory.path()).isPresent()) {
        new Backup(host, state, clock).discard(directory);
      }
    } catch (IOException later) {
      cause.addSuppressed(later);
    }
    return failed(cause, true);
  }

  /** After {@code cause} stopped a transaction on its way. */
  Outcome undone(OpenTransaction transaction, IOException cause) {
    Undo undo = undo(transaction);
    boolean restored = false;
    try {
      Undo.Way way = undo.way();
      if (!way.problems().isEmpty()) {
        return new Outcome.NeedsHands(way.problems());
      }
      if (transaction.journal().mayBeApplied()) {
        transaction.journal().append(Event.UNDOING, Words.of(cause));
      }
      undo.stage(way);
      undo.exchange(way);
      restored = true;
      undo.settle();
      transaction.journal().append(Event.UNDONE, Words.of(cause));
    } catch (IOException later) {
      cause.addSuppressed(later);
    }
    return failed(cause, restored);
  }

  /** Undoes whatever was interrupted, newest first; empty when that was nothing. */
  Optional<Outcome> interrupted() throws IOException {
    List<TransactionDirectory> newestFirst = new ArrayList<>(state.history().directories());
    Collections.reverse(newestFirst);
    if (!newestFirst.isEmpty()) {
      syncJournal(newestFirst.get(0));
    }
    boolean found = false;
    List<TransactionRecord> undone = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (TransactionDirectory each : newestFirst) {
      JournalText journal = StoredTransaction.journal(files, each);
      if (History.isOpen(journal)) {
        found = true;
        problems.addAll(settle(each, journal, undone));
      }
    }
    if (!problems.isEmpty()) {
      return Optional.of(new Outcome.NeedsHands(problems));
    }
    return found ? Optional.of(new Outcome.Recovered(undone)) : Optional.empty();
  }

  /** Undoes an applied transaction. */
  Outcome rolledBack(StoredTransaction stored, Actor who) throws IOException {
    OpenTransaction transaction = OpenTransaction.reopen(files, stored, clock);
    Undo undo = undo(transaction);
    Undo.Way way = undo.way();
    if (!way.problems().isEmpty()) {
      return new Outcome.NeedsHands(way.problems());
    }
    try {
      transaction.journal().append(Event.UNDOING, "rollback by " + who.user());
      undo.stage(way);
    } catch (IOException cause) {
      return keptApplied(transaction, undo, cause);
    }
    try {
      undo.exchange(way);
      undo.settle();
      transaction.journal().append(Event.ROLLED_BACK, "");
    } catch (ChangedMeanwhileException e) {
      return new Outcome.NeedsHands(
          List.of(new Problem(e.conflict().path(), Words.of(e) + ", during the rollback")));
    } catch (IOException cause) {
      return failed(cause, false);
    }
    return new Outcome.RolledBack(transaction.record());
  }

  /** What {@link #rolledBack} would do. */
  RollbackPreview preview(StoredTransaction stored) throws IOException {
    Undo undo = new Undo(host, files, stored);
    Undo.Way way = undo.way();
    return new RollbackPreview(
        Optional.of(stored.record()), undo.restorations(way), way.problems());
  }

  private Undo undo(OpenTransaction transaction) {
    return new Undo(host, files, transaction.stored());
  }

  private List<Problem> settle(
      TransactionDirectory directory, JournalText journal, List<TransactionRecord> undone)
      throws IOException {
    if (journal.preparedManifest().isEmpty()) {
      new Backup(host, state, clock).discard(directory);
      return List.of();
    }
    try {
      StoredTransaction stored = StoredTransaction.read(files, directory, journal);
      OpenTransaction transaction = OpenTransaction.reopen(files, stored, clock);
      Undo undo = undo(transaction);
      Undo.Way way = undo.way();
      if (way.problems().isEmpty()) {
        finish(transaction, undo, way);
        undone.add(transaction.record());
      }
      return way.problems();
    } catch (DamagedException damaged) {
      return List.of(damaged.problem());
    } catch (ChangedMeanwhileException e) {
      return List.of(new Problem(e.conflict().path(), Words.of(e)));
    }
  }

  private static void finish(OpenTransaction transaction, Undo undo, Undo.Way way)
      throws IOException {
    undo.stage(way);
    undo.exchange(way);
    undo.settle();
    boolean wasApplied = transaction.journal().mayBeApplied();
    transaction.journal().append(wasApplied ? Event.ROLLED_BACK : Event.UNDONE, "by recovery");
  }

  /** Nothing that boots has changed yet: the transaction stays applied. */
  private static Outcome keptApplied(OpenTransaction transaction, Undo undo, IOException cause) {
    try {
      undo.settle();
      transaction.journal().append(Event.APPLIED, "still: " + Words.of(cause));
    } catch (IOException later) {
      cause.addSuppressed(later);
    }
    return failed(cause, true);
  }

  /**
   * The last run may have been killed between the last record and its sync; what rests on that
   * record now must not outlive it.
   */
  private void syncJournal(TransactionDirectory newest) throws IOException {
    if (files.attributes(newest.journal()).isPresent()) {
      files.sync(newest.journal());
    }
  }

  private static Outcome failed(IOException cause, boolean restored) {
    return cause instanceof ChangedMeanwhileException changed && restored
        ? changed.conflict()
        : new Outcome.Failed(Words.of(cause), restored);
  }
}
