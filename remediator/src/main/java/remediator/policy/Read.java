package remediator.policy;

import java.util.List;
import java.util.function.Function;

/** What came of reading a policy. */
public sealed interface Read {

  /** A policy without a mistake. */
  record Good(Policy policy) implements Read {
    @Override
    public <R> R match(Function<Good, R> good, Function<Bad, R> bad) {
      return good.apply(this);
    }
  }

  /** Every mistake that was found, in the order of the text; never empty. Nothing of it is used. */
  record Bad(List<Problem> problems) implements Read {
    public Bad {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("bad without a problem");
      }
    }

    @Override
    public <R> R match(Function<Good, R> good, Function<Bad, R> bad) {
      return bad.apply(this);
    }
  }

  <R> R match(Function<Good, R> good, Function<Bad, R> bad);
}
