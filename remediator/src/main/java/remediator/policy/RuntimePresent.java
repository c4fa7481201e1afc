package remediator.policy;

import java.util.List;
import java.util.Optional;
import remediator.fact.ContainerRuntime;
import remediator.fact.HostFacts;

/** {@code runtime_present}: at least one of these runtimes or node agents is installed or runs. */
public record RuntimePresent(List<String> names) implements Condition {
  static final String KEY = "runtime_present";

  /** The names that {@link ContainerRuntime} knows. */
  static final List<String> NAMES =
      List.of("docker", "containerd", "cri-o", "podman", "kubelet", "k3s", "lxd");

  public RuntimePresent {
    names = List.copyOf(names);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    return found(names, facts)
        .<Judgement>map(runtime -> new Judgement.Holds(told(runtime)))
        .orElseGet(
            () -> new Judgement.Fails("none of " + String.join(", ", names) + " is on this host"));
  }

  static Optional<ContainerRuntime> found(List<String> names, HostFacts facts) {
    return facts.runtimes().stream().filter(runtime -> names.contains(runtime.name())).findFirst();
  }

  static String told(ContainerRuntime runtime) {
    return runtime.name()
        + (runtime.running() ? " runs here" : " is installed here")
        + " ("
        + runtime.evidence().source()
        + ")";
  }
}
