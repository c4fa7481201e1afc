package remediator.policy;

import java.util.List;
import java.util.stream.Stream;
import remediator.fact.HostFacts;

/**
 * What ought to be on a host: remedies in order of preference, each with its conditions.
 *
 * <p>{@code ensureAbsent} are parameters that ought to be on no line whatever else is decided.
 * {@code otherwise} says what it means that no remedy may be used. {@code reportOnly} turns every
 * answer into "no change", with what would have been done in the reasons. {@code title} and {@code
 * description} are for people.
 */
public record Policy(
    String name,
    String title,
    String description,
    List<Remedy> remedies,
    List<String> ensureAbsent,
    Otherwise otherwise,
    boolean reportOnly) {

  /** What it means that no remedy may be used. */
  public enum Otherwise {
    /** The host needs people: refuse and say what would help. */
    REFUSE,
    /** The host may stay as it is. */
    NONE
  }

  public Policy {
    remedies = List.copyOf(remedies);
    ensureAbsent = List.copyOf(ensureAbsent);
  }

  /** Judges one host. Pure and total: the same facts give the same decision, and none throws. */
  public Decision decide(HostFacts facts) {
    return new Deliberation(this, facts).decision();
  }

  /** Every parameter this policy speaks of; a verdict on each is wanted for every kernel. */
  public List<String> parameters() {
    return Stream.concat(remedies.stream().map(Remedy::parameter), ensureAbsent.stream())
        .distinct()
        .toList();
  }
}
