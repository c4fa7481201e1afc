package remediator.probe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.file.HostPath;

/**
 * The interface files of one memory cgroup (Documentation/admin-guide/cgroup-v1/memory.rst,
 * cgroup-v2.rst).
 */
final class CgroupFiles {
  private static final int VALUE_BYTES_MAX = 4096;

  /**
   * "No limit" is the largest multiple of the page size; 3.10 and 64-bit kernels agree this far.
   */
  private static final long UNLIMITED_MIN = 1L << 62;

  private static final String V1_LIMIT = "memory.limit_in_bytes";
  private static final List<String> V2_LIMITS = List.of("memory.max", "memory.high");

  /**
   * Interface files are named controller, dot, attribute; cgroup-v2.rst asks users to keep out of
   * these names. In a directory of 40 files and one child this saves 40 look-ups.
   */
  private static final Set<String> CONTROLLERS =
      Set.of(
          "memory", "cgroup", "cpu", "cpuset", "cpuacct", "io", "pids", "hugetlb", "rdma", "misc");

  private static final Set<String> PLAIN = Set.of("tasks", "notify_on_release", "release_agent");

  private final Sources sources;
  private final boolean v1;
  private final Optional<Long> rootLimit;

  CgroupFiles(Sources sources, HostPath root, boolean v1) {
    this.sources = sources;
    this.v1 = v1;
    this.rootLimit = v1 ? value(root.resolve(V1_LIMIT)) : Optional.empty();
  }

  /** A limit and the file that holds it. */
  record Limit(long bytes, HostPath file) {}

  static boolean isInterfaceFile(String name) {
    int dot = name.indexOf('.');
    return PLAIN.contains(name)
        || (dot > 0 && CONTROLLERS.contains(name.substring(0, dot)) && !isUnitName(name));
  }

  /** The limit of this cgroup itself; the root's own value is what "none" looks like here. */
  Optional<Limit> limit(HostPath directory) {
    List<String> names = v1 ? List.of(V1_LIMIT) : V2_LIMITS;
    return names.stream()
        .map(directory::resolve)
        .flatMap(file -> value(file).map(bytes -> new Limit(bytes, file)).stream())
        .filter(limit -> limit.bytes() < UNLIMITED_MIN)
        .filter(limit -> rootLimit.filter(none -> none == limit.bytes()).isEmpty())
        .findFirst();
  }

  boolean holdsTasks(HostPath directory) {
    return sources
        .start(directory.resolve("cgroup.procs"), 1)
        .optional()
        .filter(start -> start.length > 0)
        .isPresent();
  }

  Optional<Long> kernelMemoryUsage(HostPath directory) {
    return value(directory.resolve("memory.kmem.usage_in_bytes"));
  }

  /** A service may well be called memory or misc. */
  private static boolean isUnitName(String name) {
    return name.endsWith(".service") || name.endsWith(".slice") || name.endsWith(".scope");
  }

  private Optional<Long> value(HostPath file) {
    return sources.text(file, VALUE_BYTES_MAX).optional().flatMap(Numbers::parse);
  }
}
