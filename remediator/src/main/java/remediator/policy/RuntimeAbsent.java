package remediator.policy;

import java.util.List;
import remediator.fact.HostFacts;

/** {@code runtime_absent}: none of these runtimes or node agents is installed or runs. */
public record RuntimeAbsent(List<String> names) implements Condition {
  static final String KEY = "runtime_absent";

  public RuntimeAbsent {
    names = List.copyOf(names);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    return RuntimePresent.found(names, facts)
        .<Judgement>map(
            runtime ->
                new Judgement.Fails(
                    RuntimePresent.told(runtime)
                        + ", and this policy forbids it with "
                        + parameter))
        .orElseGet(
            () ->
                new Judgement.Holds(
                    String.join(", ", names) + ": not found on this host, as it has to be"));
  }
}
