package remediator.policy;

import java.util.List;
import remediator.fact.HostFacts;

/**
 * A boot parameter that cures, and everything that must hold before it may be used. {@code
 * parameter} is a name, or a name and one value, as it is written on the line.
 */
public record Remedy(String parameter, List<Condition> when) {

  public Remedy {
    when = List.copyOf(when);
  }

  /** Judges one host by all conditions; see {@link Judgement#all}. */
  public Judgement judge(HostFacts facts) {
    return Judgement.all(
        when.stream().map(condition -> condition.judge(parameter, facts)).toList());
  }
}
