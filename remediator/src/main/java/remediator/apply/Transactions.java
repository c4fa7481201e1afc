package remediator.apply;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import remediator.host.LockAttempt;
import remediator.host.WritableFiles;
import remediator.plan.Plan;

/**
 * All of a plan or none of it: the only writer.
 *
 * <p>Every way of changing the host takes the lock and first undoes what an earlier run left
 * behind. Errors are outcomes; the readers throw an {@link IOException} when the state directory is
 * there and cannot be read.
 */
public final class Transactions {
  private static final Outcome NOTHING_INTERRUPTED =
      new Outcome.NothingToDo("no transaction was interrupted");

  private final StateDirectory state;
  private final Actor who;
  private final Preflight preflight;
  private final Reversal reversal;
  private final PlanWriter writer;

  private Transactions(WritableFiles host, StateDirectory state, Clock clock, Actor who) {
    this.state = state;
    this.who = who;
    this.preflight = new Preflight(host, state);
    this.reversal = new Reversal(host, state, clock);
    this.writer = new PlanWriter(host, state, clock, reversal);
  }

  public static Transactions on(WritableFiles host, StateDirectory state, Clock clock, Actor who) {
    return new Transactions(host, state, clock, who);
  }

  /** Carries out the plan; the empty one writes nothing at all, not even the lock. */
  public Outcome apply(Plan plan) {
    if (plan.isEmpty()) {
      return new Outcome.NothingToDo("the host is as it ought to be");
    }
    return underLock(() -> preflight.objection(plan), () -> applyLocked(plan));
  }

  /** Undoes the transaction of this id, or the latest applied one when empty. */
  public Outcome rollback(Optional<String> id) {
    return underLock(() -> nothingToRollBack(id), () -> rollbackLocked(id));
  }

  /** What {@link #rollback} would do; writes nothing. */
  public RollbackPreview dryRollback(Optional<String> id) throws IOException {
    Optional<StoredTransaction> chosen = chosen(id);
    return chosen.isPresent()
        ? reversal.preview(chosen.get())
        : new RollbackPreview(Optional.empty(), List.of(), List.of());
  }

  /** Undoes what was interrupted. Never asks; writes nothing when nothing was. */
  public Outcome recover() {
    return underLock(
        () -> Optional.of(NOTHING_INTERRUPTED), () -> leftBehind().orElse(NOTHING_INTERRUPTED));
  }

  public List<TransactionRecord> history() throws IOException {
    return state.history().transactions();
  }

  public Optional<TransactionRecord> latestApplied() throws IOException {
    return state.history().latestApplied();
  }

  /** A step that may meet an error of the file system. */
  private interface Step<R> {
    R take() throws IOException;
  }

  /** Looks first without the lock, so that what ends there leaves no trace. */
  private Outcome underLock(Step<Optional<Outcome>> end, Step<Outcome> step) {
    try {
      Optional<String> distrust = state.distrust();
      if (distrust.isPresent()) {
        return new Outcome.Refused(distrust.get());
      }
      Optional<Outcome> early = state.history().isInterrupted() ? Optional.empty() : end.take();
      return early.isPresent() ? early.get() : locked(step);
    } catch (IOException e) {
      return new Outcome.Failed(Words.of(e), true);
    }
  }

  private Outcome locked(Step<Outcome> step) throws IOException {
    state.create();
    LockAttempt attempt = state.files().tryLock(state.lock(), who.lockText());
    if (attempt instanceof LockAttempt.HeldByOther other) {
      return new Outcome.Busy(other.holder());
    }
    return released((LockAttempt.Held) attempt, outcome(step));
  }

  private static Outcome outcome(Step<Outcome> step) {
    try {
      return step.take();
    } catch (IOException e) {
      return new Outcome.Failed(Words.of(e), true);
    }
  }

  private Outcome applyLocked(Plan plan) throws IOException {
    Optional<Outcome> unsettled = leftBehind().filter(left -> !(left instanceof Outcome.Recovered));
    if (unsettled.isPresent()) {
      return unsettled.get();
    }
    Optional<Outcome> objection = preflight.objection(plan);
    return objection.isPresent() ? objection.get() : writer.carryOut(plan, who);
  }

  /** When something had to be recovered that is all: the operator looks before undoing more. */
  private Outcome rollbackLocked(Optional<String> id) throws IOException {
    Optional<Outcome> left = leftBehind();
    Optional<Outcome> end = left.isPresent() ? left : nothingToRollBack(id);
    if (end.isPresent()) {
      return end.get();
    }
    return reversal.rolledBack(chosen(id).orElseThrow(), who);
  }

  private Optional<Outcome> leftBehind() {
    try {
      return reversal.interrupted();
    } catch (IOException e) {
      return Optional.of(new Outcome.Failed(Words.of(e), false));
    }
  }

  private Optional<Outcome> nothingToRollBack(Optional<String> id) throws IOException {
    if (chosen(id).isPresent()) {
      return Optional.empty();
    }
    List<Problem> damaged = state.history().damaged();
    if (!damaged.isEmpty()) {
      return Optional.of(new Outcome.NeedsHands(damaged));
    }
    if (id.isEmpty()) {
      return Optional.of(new Outcome.NothingToDo("no transaction is applied"));
    }
    Optional<TransactionRecord> known = state.history().find(id.get());
    return Optional.of(
        known.isPresent()
            ? new Outcome.NothingToDo("transaction " + id.get() + " is undone already")
            : new Outcome.Refused("there is no transaction " + id.get() + "; see the history"));
  }

  private Optional<StoredTransaction> chosen(Optional<String> id) throws IOException {
    return state.history().applied().stream()
        .filter(each -> id.isEmpty() || id.get().equals(each.manifest().id()))
        .reduce((older, newer) -> newer);
  }

  /** The outcome stands even so: the kernel gives the lock back when this process ends. */
  private static Outcome released(LockAttempt.Held held, Outcome outcome) {
    try {
      held.close();
      return outcome;
    } catch (IOException e) {
      return outcome;
    }
  }
}
