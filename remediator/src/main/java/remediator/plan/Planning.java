package remediator.plan;

import java.util.List;
import java.util.function.Function;

/** What came of planning. */
public sealed interface Planning {

  /** A plan, empty when the host is already as it ought to be: look at it, then apply it. */
  record Planned(Plan plan) implements Planning {
    @Override
    public <R> R match(
        Function<Planned, R> planned,
        Function<Refused, R> refused,
        Function<Undetermined, R> undetermined) {
      return planned.apply(this);
    }
  }

  /** A safety rule forbids it; {@code reason} says which, {@code remedy} what to do first. */
  record Refused(String reason, String remedy) implements Planning {
    @Override
    public <R> R match(
        Function<Planned, R> planned,
        Function<Refused, R> refused,
        Function<Undetermined, R> undetermined) {
      return refused.apply(this);
    }
  }

  /** The layout or its content cannot be judged; each reason names the file and what to do. */
  record Undetermined(List<String> reasons) implements Planning {
    public Undetermined {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("undetermined without a reason");
      }
    }

    @Override
    public <R> R match(
        Function<Planned, R> planned,
        Function<Refused, R> refused,
        Function<Undetermined, R> undetermined) {
      return undetermined.apply(this);
    }
  }

  <R> R match(
      Function<Planned, R> planned,
      Function<Refused, R> refused,
      Function<Undetermined, R> undetermined);

  static Planning undetermined(String reason) {
    return new Undetermined(List.of(reason));
  }
}
