package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import remediator.fact.CgroupMode;
import remediator.fact.Fact;
import remediator.file.HostPath;

/**
 * Where control groups are mounted, from /proc/mounts (proc_pid_mounts(5), cgroups(7)).
 *
 * @param source the file that says it
 * @param memory the mount of the v1 memory controller
 * @param unified the mount of the v2 hierarchy
 * @param anyController whether any v1 controller is mounted
 */
record CgroupMounts(
    String source, Optional<HostPath> memory, Optional<HostPath> unified, boolean anyController) {
  static final HostPath MOUNTS = HostPath.of("/proc/mounts");
  private static final HostPath SELF_MOUNTS = HostPath.of("/proc/self/mounts");

  /** Where systemd and every distribution since 2011 mounts it. */
  private static final HostPath USUAL_MEMORY = HostPath.of("/sys/fs/cgroup/memory");

  private static final HostPath USUAL_UNIFIED = HostPath.of("/sys/fs/cgroup");

  /** A container host has a few mounts per container. */
  private static final int MOUNTS_BYTES_MAX = 16 * 1024 * 1024;

  private static final Set<String> CONTROLLERS =
      Set.of(
          "memory",
          "cpu",
          "cpuacct",
          "cpuset",
          "blkio",
          "devices",
          "freezer",
          "hugetlb",
          "net_cls",
          "net_prio",
          "perf_event",
          "pids",
          "rdma",
          "misc");

  static Reading<CgroupMounts> probe(Sources sources) {
    Reading<CgroupMounts> mounts = read(sources, MOUNTS);
    Reading<CgroupMounts> self = mounts.isAbsent() ? read(sources, SELF_MOUNTS) : mounts;
    return self.isAbsent() ? mounts : self;
  }

  /** The mode as a fact; unknown when the mounts could not be read. */
  static Fact<CgroupMode> mode(Reading<CgroupMounts> mounts) {
    return mounts.fact(
        found ->
            Fact.known(found.mode(), found.source(), found.mode().name().toLowerCase(Locale.ROOT)));
  }

  /** The v1 memory hierarchy; where the mounts are not known, its usual place. */
  static Optional<HostPath> memoryHierarchy(Sources sources, Reading<CgroupMounts> mounts) {
    return mounts
        .optional()
        .map(CgroupMounts::memory)
        .orElseGet(() -> Optional.of(USUAL_MEMORY).filter(sources::isDirectory));
  }

  /** The v2 hierarchy; where the mounts are not known, its usual place if it looks like one. */
  static Optional<HostPath> unifiedHierarchy(Sources sources, Reading<CgroupMounts> mounts) {
    return mounts
        .optional()
        .map(CgroupMounts::unified)
        .orElseGet(
            () ->
                Optional.of(USUAL_UNIFIED)
                    .filter(path -> sources.isFile(path.resolve("cgroup.controllers"))));
  }

  private CgroupMode mode() {
    if (anyController) {
      return unified.isPresent() ? CgroupMode.HYBRID : CgroupMode.V1;
    }
    return unified.isPresent() ? CgroupMode.V2 : CgroupMode.NONE;
  }

  private static Reading<CgroupMounts> read(Sources sources, HostPath path) {
    return sources.text(path, MOUNTS_BYTES_MAX).map(text -> parse(path.value(), text));
  }

  private static CgroupMounts parse(String source, String text) {
    List<HostPath> memory = new ArrayList<>();
    List<HostPath> unified = new ArrayList<>();
    boolean anyController = false;
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      if (fields.length < 4 || fields[1].indexOf('/') != 0) {
        continue;
      }
      List<String> options = List.of(fields[3].split(",", -1));
      boolean v1 = fields[2].equals("cgroup") && options.stream().anyMatch(CONTROLLERS::contains);
      anyController |= v1;
      if (v1 && options.contains("memory")) {
        memory.add(HostPath.of(unescaped(fields[1])));
      } else if (fields[2].equals("cgroup2")) {
        unified.add(HostPath.of(unescaped(fields[1])));
      }
    }
    return new CgroupMounts(
        source, memory.stream().findFirst(), unified.stream().findFirst(), anyController);
  }

  /** proc_pid_mounts(5) writes space, tab, newline and backslash as three octal digits. */
  private static String unescaped(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
