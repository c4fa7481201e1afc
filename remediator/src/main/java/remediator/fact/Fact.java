package remediator.fact;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something about the host that we know with its source, or tried to learn and could not.
 *
 * @param <T> the value's type
 */
public sealed interface Fact<T> {

  /** We know it: go on. */
  record Known<T>(T value, Evidence evidence) implements Fact<T> {
    @Override
    public <R> R match(Function<Known<T>, R> known, Function<Unknown<T>, R> unknown) {
      return known.apply(this);
    }
  }

  /**
   * We tried and failed: the operator mends the reason (rights, a missing file) and asks again. No
   * decision may rest on it.
   */
  record Unknown<T>(String source, String reason) implements Fact<T> {
    @Override
    public <R> R match(Function<Known<T>, R> known, Function<Unknown<T>, R> unknown) {
      return unknown.apply(this);
    }
  }

  <R> R match(Function<Known<T>, R> known, Function<Unknown<T>, R> unknown);

  static <T> Fact<T> known(T value, String source, String excerpt) {
    return new Known<>(value, new Evidence(source, excerpt));
  }

  static <T> Fact<T> unknown(String source, String reason) {
    return new Unknown<>(source, reason);
  }

  /**
   * The value, empty when unknown: for callers to whom "unknown" and "nothing to show" are alike.
   */
  default Optional<T> optional() {
    return match(known -> Optional.of(known.value()), unknown -> Optional.empty());
  }

  default boolean isKnown() {
    return optional().isPresent();
  }

  /** The same knowledge about something derived from the value. */
  default <U> Fact<U> map(Function<T, U> derived) {
    return match(
        known -> new Known<>(derived.apply(known.value()), known.evidence()),
        unknown -> new Unknown<>(unknown.source(), unknown.reason()));
  }
}
