package remediator.kernel;

import java.util.Set;

/**
 * The parameters whose value is a comma list and whose occurrences add up.
 *
 * <p>Sources: {@code cgroup_memory()} in mm/memcontrol.c and {@code cgroup_disable()} in
 * kernel/cgroup.c (3.10 el7) or kernel/cgroup/cgroup.c (4.19, 6.18). The value of every other
 * parameter is opaque to us.
 */
public final class CommaLists {
  private static final Set<ParameterName> NAMES =
      Set.of(new ParameterName("cgroup.memory"), new ParameterName("cgroup_disable"));

  private CommaLists() {}

  /** Whether the kernel splits the value of this parameter at commas and adds the tokens up. */
  public static boolean includes(ParameterName name) {
    return NAMES.contains(name);
  }
}
