package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.kernel.KernelFamily;
import remediator.kernel.KernelRelease;

/**
 * What an expert would add: whether these kernels have this leak at all, and whether it can begin
 * on this host. Advice never changes a decision.
 */
final class Advice {
  /** Caches move to the parent when a cgroup goes (fb2f2b0adb98). */
  private static final List<Integer> REPARENTED = List.of(5, 3);

  /** Red Hat's build with the reworked accounting, and its branch for 7.7 updates (BZ 1507149). */
  private static final List<Integer> REWORKED = List.of(1075);

  private static final List<Integer> REWORKED_77 = List.of(1062, 4, 1);
  private static final List<Integer> AFTER_77 = List.of(1063);

  private Advice() {}

  static List<String> about(KernelsThatMatter kernels, HostFacts facts) {
    List<String> advice = new ArrayList<>();
    kernels.counting().stream()
        .map(kernel -> KernelRelease.parse(kernel.release()))
        .map(Advice::ofGeneration)
        .flatMap(Optional::stream)
        .distinct()
        .forEach(advice::add);
    if (isZero(facts.memory().kernelMemoryUsage().optional())
        && isZero(facts.memory().perCgroupSlabCaches().optional())) {
      advice.add(
          "no memory cgroup of this host has kernel memory accounted now ("
              + "memory.kmem.usage_in_bytes is 0 and /sys/kernel/slab has no cache of a cgroup):"
              + " the remedy is in force already, or the runtime never asks for accounting (runc"
              + " 1.0.0-rc94 and newer do not), and then the leak cannot begin");
    }
    return advice;
  }

  private static Optional<String> ofGeneration(KernelRelease release) {
    if (release.version().isEmpty()) {
      return Optional.empty();
    }
    if (release.compareVersion(World.ONE_SET_OF_CACHES) >= 0) {
      return Optional.of(
          release.text()
              + ": since Linux 5.9 there are no slab caches per cgroup, so this leak does not"
              + " happen; what still grows is page cache of dead cgroups, which no parameter cures");
    }
    if (release.compareVersion(REPARENTED) >= 0) {
      return Optional.of(
          release.text()
              + ": since Linux 5.3 the caches of a removed cgroup move to its parent, so most of"
              + " this leak is gone (inferred from the change, not measured)");
    }
    if (isReworkedEnterprise7(release)) {
      return Optional.of(
          release.text()
              + ": kernel memory accounting was reworked in this build (Red Hat bug 1507149); users"
              + " report both success and leaks, so measure before and after");
    }
    return Optional.empty();
  }

  private static boolean isReworkedEnterprise7(KernelRelease release) {
    boolean enterprise7 =
        release.family() == KernelFamily.ENTERPRISE_LINUX && release.branch().endsWith("-el7");
    boolean reworked77 =
        release.compareBuild(REWORKED_77) >= 0 && release.compareBuild(AFTER_77) < 0;
    return enterprise7 && (release.compareBuild(REWORKED) >= 0 || reworked77);
  }

  private static boolean isZero(Optional<Long> value) {
    return value.filter(bytes -> bytes == 0).isPresent();
  }
}
