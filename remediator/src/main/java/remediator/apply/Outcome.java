package remediator.apply;

import java.util.List;
import remediator.file.FileState;
import remediator.file.HostPath;

/** What came of changing the host, or of undoing it. */
public sealed interface Outcome {

  /** Everything is on the host and read back. The operator reboots, then verifies. */
  record Applied(TransactionRecord transaction) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.applied(this);
    }
  }

  /** Nothing was to be done and nothing was written; {@code why} says it. The operator rests. */
  record NothingToDo(String why) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.nothingToDo(this);
    }
  }

  /**
   * The file is not as it was when the plan was made; the host is as it was found. The operator
   * plans again, and looks for the other writer when it happens twice.
   */
  record Conflict(HostPath path, FileState expected, FileState found) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.conflict(this);
    }
  }

  /**
   * Another run holds the lock ({@code holder} is its word, untrusted). The operator tries later.
   */
  record Busy(String holder) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.busy(this);
    }
  }

  /**
   * Something failed on the way. With {@code restored} the host is as it was: the operator mends
   * the cause and tries again. Without, the way back failed too: the operator mends the cause and
   * runs {@code recover}, or the transaction's {@code restore.sh}.
   */
  record Failed(String cause, boolean restored) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.failed(this);
    }
  }

  /** A safety rule forbids it; nothing was written. The operator removes what the reason names. */
  record Refused(String reason) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /**
   * Files are neither as they were before the transaction nor as it left them. None was
   * overwritten. The operator looks at each path and brings it to one of the two (or moves the
   * transaction's directory away to keep things as they are), then runs {@code recover}.
   */
  record NeedsHands(List<Problem> problems) implements Outcome {
    public NeedsHands {
      problems = List.copyOf(problems);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.needsHands(this);
    }
  }

  /** An applied transaction was undone. The operator reboots when the host ran with it. */
  record RolledBack(TransactionRecord transaction) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rolledBack(this);
    }
  }

  /** Interrupted transactions were undone: the host is as before them. The operator plans again. */
  record Recovered(List<TransactionRecord> transactions) implements Outcome {
    public Recovered {
      transactions = List.copyOf(transactions);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.recovered(this);
    }
  }

  <R> R match(Cases<R> cases);

  /** One answer per case. */
  interface Cases<R> {
    R applied(Applied applied);

    R nothingToDo(NothingToDo nothingToDo);

    R conflict(Conflict conflict);

    R busy(Busy busy);

    R failed(Failed failed);

    R refused(Refused refused);

    R needsHands(NeedsHands needsHands);

    R rolledBack(RolledBack rolledBack);

    R recovered(Recovered recovered);
  }
}
