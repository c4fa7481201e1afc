package remediator.fact;

import java.util.Optional;

/**
 * Something on the host that loses by {@code cgroup_disable=memory}.
 *
 * <p>{@code name} is untrusted text of the host (a container's name, a unit, a cgroup path). {@code
 * limitBytes} is the memory limit it has, empty when it needs the controller without one (kubelet).
 * {@code loss} says in one clause what happens to it.
 */
public record MemoryDependent(
    Kind kind, String name, Optional<Long> limitBytes, String loss, Evidence evidence) {

  /** What kind of thing it is; the order is that of reports. */
  public enum Kind {
    KUBELET,
    CONTAINER_RUNTIME_INTERFACE,
    CONTAINER,
    UNIT,
    CGROUP,
    JVM
  }
}
