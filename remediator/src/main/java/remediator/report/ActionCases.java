package remediator.report;

import java.util.function.Function;
import remediator.policy.Action;

/** The four cases of an action as four functions, where an answer is one expression. */
record ActionCases<R>(
    Function<Action.None, R> onNone,
    Function<Action.Change, R> onChange,
    Function<Action.Refuse, R> onRefuse,
    Function<Action.Undetermined, R> onUndetermined)
    implements Action.Cases<R> {

  static <R> ActionCases<R> of(
      Function<Action.None, R> none,
      Function<Action.Change, R> change,
      Function<Action.Refuse, R> refuse,
      Function<Action.Undetermined, R> undetermined) {
    return new ActionCases<>(none, change, refuse, undetermined);
  }

  @Override
  public R none(Action.None none) {
    return onNone.apply(none);
  }

  @Override
  public R change(Action.Change change) {
    return onChange.apply(change);
  }

  @Override
  public R refuse(Action.Refuse refuse) {
    return onRefuse.apply(refuse);
  }

  @Override
  public R undetermined(Action.Undetermined undetermined) {
    return onUndetermined.apply(undetermined);
  }
}
