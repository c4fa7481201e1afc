package remediator.policy;

import java.util.List;
import java.util.Optional;
import remediator.fact.MemoryDependent;

/**
 * What a policy says of one host.
 *
 * <p>{@code reasons} argue for the action, in the order of the argument. {@code alternatives} name
 * every remedy of the world. {@code losses} is everything that {@code cgroup_disable=memory} would
 * take its limit from, whether or not it was chosen; {@code lossesUnread} the sources that may hide
 * more. {@code kernelRemarks} say what each kernel would do, rescue kernels too.
 */
public record Decision(
    String policy,
    Action action,
    List<String> reasons,
    List<Alternative> alternatives,
    List<MemoryDependent> losses,
    List<OpenQuestion> lossesUnread,
    List<KernelRemark> kernelRemarks) {

  public Decision {
    reasons = List.copyOf(reasons);
    alternatives = List.copyOf(alternatives);
    losses = List.copyOf(losses);
    lossesUnread = List.copyOf(lossesUnread);
    kernelRemarks = List.copyOf(kernelRemarks);
  }

  /** The remedy the policy asks for, as it is written on the line; empty when it asks for none. */
  public Optional<String> remedy() {
    return alternatives.stream()
        .filter(alternative -> alternative.standing() == Alternative.Standing.CHOSEN)
        .map(Alternative::remedy)
        .findFirst();
  }

  public <R> R match(Action.Cases<R> cases) {
    return action.match(cases);
  }
}
