package remediator.policy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A condition's answer about one host. */
public sealed interface Judgement {

  /** The condition is met, and why. */
  record Holds(String reason) implements Judgement {
    @Override
    public <R> R match(
        Function<Holds, R> holds, Function<Fails, R> fails, Function<Undetermined, R> open) {
      return holds.apply(this);
    }
  }

  /** The condition is not met, and why: the next remedy is considered. */
  record Fails(String reason) implements Judgement {
    @Override
    public <R> R match(
        Function<Holds, R> holds, Function<Fails, R> fails, Function<Undetermined, R> open) {
      return fails.apply(this);
    }
  }

  /** Nobody can tell; what would have to be known. Never empty. */
  record Undetermined(List<OpenQuestion> questions) implements Judgement {
    public Undetermined {
      questions = List.copyOf(questions);
      if (questions.isEmpty()) {
        throw new IllegalArgumentException("undetermined without a question");
      }
    }

    @Override
    public <R> R match(
        Function<Holds, R> holds, Function<Fails, R> fails, Function<Undetermined, R> open) {
      return open.apply(this);
    }
  }

  <R> R match(Function<Holds, R> holds, Function<Fails, R> fails, Function<Undetermined, R> open);

  /**
   * The judgement on all of several conditions: one that fails settles it whatever is unknown, else
   * one that is open keeps it open, with the questions of all.
   */
  static Judgement all(List<Judgement> judgements) {
    List<String> failed =
        judgements.stream()
            .<String>flatMap(
                each ->
                    each.match(
                        h -> Stream.empty(), f -> Stream.of(f.reason()), u -> Stream.empty()))
            .toList();
    if (!failed.isEmpty()) {
      return new Fails(String.join("; ", failed));
    }
    List<OpenQuestion> open =
        judgements.stream()
            .<OpenQuestion>flatMap(
                each ->
                    each.match(
                        h -> Stream.empty(), f -> Stream.empty(), u -> u.questions().stream()))
            .distinct()
            .toList();
    if (!open.isEmpty()) {
      return new Undetermined(open);
    }
    List<String> held =
        judgements.stream()
            .<String>flatMap(
                each ->
                    each.match(
                        h -> Stream.of(h.reason()), f -> Stream.empty(), u -> Stream.empty()))
            .toList();
    return new Holds(String.join("; ", held));
  }

  static Judgement undetermined(String source, String reason) {
    return new Undetermined(List.of(new OpenQuestion(source, reason)));
  }
}
