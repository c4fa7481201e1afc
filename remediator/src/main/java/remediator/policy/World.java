package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryDependent;
import remediator.kernel.KernelFamily;
import remediator.kernel.KernelRelease;
import remediator.kernelimage.WantedParameter;
import remediator.policy.Alternative.Standing;

/**
 * The remedies that exist beside those of a policy: the two parameters where it does not name them,
 * and what no parameter does.
 */
final class World {
  private static final String NOKMEM = WantedParameter.NOKMEM.text();
  private static final String DISABLE = WantedParameter.DISABLE_MEMORY.text();

  /** From here on every memory cgroup accounts kernel memory by itself (b313aeee2509). */
  private static final List<Integer> ACCOUNTS_BY_ITSELF = List.of(4, 6);

  /** One set of slab caches for all cgroups (9855609bde03, 10befea91b61). */
  static final List<Integer> ONE_SET_OF_CACHES = List.of(5, 9);

  private final Policy policy;
  private final HostFacts facts;
  private final KernelsThatMatter kernels;

  World(Policy policy, HostFacts facts, KernelsThatMatter kernels) {
    this.policy = policy;
    this.facts = facts;
    this.kernels = kernels;
  }

  /** Every remedy that the policy's own list does not hold. */
  List<Alternative> alternatives() {
    List<Alternative> all = new ArrayList<>();
    List<String> own = policy.remedies().stream().map(Remedy::parameter).toList();
    if (!own.contains(NOKMEM)) {
      all.add(notInPolicy(NOKMEM, understanding(NOKMEM)));
    }
    if (!own.contains(DISABLE)) {
      all.add(notInPolicy(DISABLE, understanding(DISABLE) + "; " + cost(facts)));
    }
    all.add(otherKernel());
    all.add(otherRuntime());
    all.add(migration());
    return all;
  }

  /** What would make a remedy possible, for the operator of a refused host. */
  List<String> help() {
    List<String> help = new ArrayList<>();
    for (Alternative each : List.of(otherKernel(), otherRuntime(), migration())) {
      if (each.standing() == Standing.POSSIBLE) {
        help.add(each.remedy() + ": " + each.why());
      }
    }
    boolean mayDisable = !policy.ensureAbsent().contains(DISABLE) && !ignoredByAny(DISABLE);
    if (mayDisable && needsController()) {
      help.add(
          "give up what depends on the memory controller: move it to another host or take its"
              + " limits away, then ask again");
    }
    if (mayDisable) {
      help.add(acceptance());
    }
    return help;
  }

  /** What {@code cgroup_disable=memory} would take from this host. */
  static String cost(HostFacts facts) {
    List<MemoryDependent> found = facts.dependents().found();
    if (!found.isEmpty()) {
      return "it would cost: " + MemoryController.named(found);
    }
    return facts.dependents().unread().isEmpty()
        ? "nothing was found that it would take a limit from"
        : "what it would cost is not known: not every source could be read";
  }

  private String acceptance() {
    boolean kubelet =
        facts.dependents().found().stream()
            .anyMatch(dependent -> dependent.kind() == MemoryDependent.Kind.KUBELET);
    return kubelet
        ? "no policy makes "
            + DISABLE
            + " right here: a kubelet does not start without the memory"
            + " controller"
        : "a policy that accepts the loss of memory limits allows "
            + DISABLE
            + "; of the shipped ones that is appliance-docker, for Docker hosts";
  }

  private Alternative notInPolicy(String parameter, String why) {
    return policy.ensureAbsent().contains(parameter)
        ? new Alternative(parameter, Standing.REJECTED, "this policy wants it absent; " + why)
        : new Alternative(parameter, Standing.NOT_IN_POLICY, why);
  }

  private String understanding(String parameter) {
    if (kernels.counting().isEmpty()) {
      return "no kernel is known that could be asked: " + kernels.basis().text();
    }
    return String.join(
        "; ",
        kernels.counting().stream()
            .map(k -> KernelRemark.of(k, kernels, parameter).text())
            .toList());
  }

  private Alternative otherKernel() {
    String remedy = "boot a kernel that understands " + NOKMEM;
    if (kernels.counting().isEmpty()) {
      return new Alternative(remedy, Standing.UNKNOWN, kernels.basis().text());
    }
    if (kernels.counting().stream().allMatch(kernel -> understands(kernel, NOKMEM))) {
      return new Alternative(remedy, Standing.REJECTED, "not needed: those that count do");
    }
    Optional<InstalledKernel> installed =
        kernels.all().stream()
            .filter(kernel -> !kernel.rescue() && understands(kernel, NOKMEM))
            .findFirst();
    String why =
        installed
            .map(
                kernel ->
                    KernelRemark.named(kernel, kernels)
                        + " does: make it the one that boots, remove those that do not, and ask"
                        + " again")
            .orElseGet(this::whereToFindOne);
    return new Alternative(remedy, Standing.POSSIBLE, why);
  }

  private String whereToFindOne() {
    boolean enterprise =
        kernels.counting().stream()
            .map(kernel -> KernelRelease.parse(kernel.release()).family())
            .anyMatch(KernelFamily.ENTERPRISE_LINUX::equals);
    return enterprise
        ? "install and boot one; in RHEL and CentOS 7 that is 3.10.0-1062 (7.7) or newer"
        : "install and boot one; upstream that is Linux 4.6 or newer for cgroup v1";
  }

  private Alternative otherRuntime() {
    String remedy = "a container runtime that leaves kernel memory accounting off";
    if (kernels.counting().isEmpty()) {
      return new Alternative(remedy, Standing.UNKNOWN, kernels.basis().text());
    }
    return all(ACCOUNTS_BY_ITSELF)
        ? new Alternative(
            remedy,
            Standing.REJECTED,
            "since Linux 4.6 every memory cgroup accounts kernel memory, whatever the runtime does")
        : new Alternative(
            remedy,
            Standing.POSSIBLE,
            "before Linux 4.6 nothing is accounted until a runtime asks for it; runc 1.0.0-rc94"
                + " and newer, or built with the tag nokmem, never do (a kubelet brings its own"
                + " copy); what has leaked comes back with a reboot only");
  }

  private Alternative migration() {
    String remedy = "move to a maintained release";
    if (kernels.counting().isEmpty()) {
      return new Alternative(remedy, Standing.UNKNOWN, kernels.basis().text());
    }
    return all(ONE_SET_OF_CACHES)
        ? new Alternative(remedy, Standing.REJECTED, "not needed for this leak")
        : new Alternative(
            remedy,
            Standing.POSSIBLE,
            "the cure that lasts: since Linux 5.9 there are no slab caches per cgroup that could"
                + " leak; a boot parameter buys time");
  }

  private boolean all(List<Integer> version) {
    return kernels.counting().stream()
        .map(kernel -> KernelRelease.parse(kernel.release()))
        .allMatch(release -> !release.version().isEmpty() && release.compareVersion(version) >= 0);
  }

  private boolean needsController() {
    return !facts.dependents().found().isEmpty();
  }

  private boolean ignoredByAny(String parameter) {
    return kernels.counting().stream()
        .map(kernel -> KernelRemark.of(kernel, kernels, parameter).verdict())
        .anyMatch(
            found -> found.filter(v -> v.match(u -> false, i -> true, n -> false)).isPresent());
  }

  private boolean understands(InstalledKernel kernel, String parameter) {
    return KernelRemark.of(kernel, kernels, parameter)
        .verdict()
        .filter(verdict -> verdict.match(u -> true, i -> false, n -> false))
        .isPresent();
  }
}
