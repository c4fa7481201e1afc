package remediator.probe;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import remediator.fact.Fact;

/**
 * What came of opening one source.
 *
 * @param <T> what was read
 */
sealed interface Reading<T> {

  /** It was read. */
  record Found<T>(String source, T value) implements Reading<T> {
    @Override
    public <R> R match(
        Function<Found<T>, R> found, Supplier<R> absent, Function<Failed<T>, R> failed) {
      return found.apply(this);
    }
  }

  /** There is no such file: ordinary, and itself an answer. */
  record Absent<T>(String source) implements Reading<T> {
    @Override
    public <R> R match(
        Function<Found<T>, R> found, Supplier<R> absent, Function<Failed<T>, R> failed) {
      return absent.get();
    }
  }

  /** It is there and could not be read: whoever asked must not take that for "nothing". */
  record Failed<T>(String source, String reason) implements Reading<T> {
    @Override
    public <R> R match(
        Function<Found<T>, R> found, Supplier<R> absent, Function<Failed<T>, R> failed) {
      return failed.apply(this);
    }
  }

  /** Where it was looked for. */
  String source();

  <R> R match(Function<Found<T>, R> found, Supplier<R> absent, Function<Failed<T>, R> failed);

  default Optional<T> optional() {
    return match(found -> Optional.of(found.value()), Optional::empty, failed -> Optional.empty());
  }

  default boolean isAbsent() {
    return match(found -> false, () -> true, failed -> false);
  }

  /** The same outcome about something else; a failure keeps its reason. */
  default <U> Reading<U> map(Function<T, U> derived) {
    return match(
        found -> new Found<>(source(), derived.apply(found.value())),
        () -> new Absent<>(source()),
        failed -> new Failed<>(source(), failed.reason()));
  }

  /** As a fact: {@code judged} says what the value tells, an absent source is unknown. */
  default <U> Fact<U> fact(Function<T, Fact<U>> judged) {
    return match(
        found -> judged.apply(found.value()),
        () -> Fact.unknown(source(), Sources.NOT_THERE),
        failed -> Fact.unknown(source(), failed.reason()));
  }
}
