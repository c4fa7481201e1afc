package remediator.probe;

import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import remediator.fact.CgroupController;
import remediator.fact.CgroupMode;
import remediator.fact.Fact;
import remediator.fact.MemoryFigures;
import remediator.file.HostPath;
import remediator.kernel.KernelRelease;

/** The figures that show, or fail to show, the kernel memory leak. */
final class MemoryProbe {
  private static final HostPath MEMINFO = HostPath.of("/proc/meminfo");
  private static final HostPath CGROUPS = HostPath.of("/proc/cgroups");

  private static final int PROC_BYTES_MAX = 64 * 1024;
  private static final long KIB = 1024;

  /** a0ab1453226d8 logs a line when /proc/cgroups is read on a host that has only v2. */
  private static final List<Integer> LOGS_READS_OF_CGROUPS = List.of(6, 12);

  private final Sources sources;
  private final boolean live;

  MemoryProbe(Sources sources, boolean live) {
    this.sources = sources;
    this.live = live;
  }

  MemoryFigures probe(Fact<String> release, Fact<CgroupMode> mode, CgroupTree tree) {
    Reading<String> meminfo = sources.text(MEMINFO, PROC_BYTES_MAX);
    SlabProbe slab = new SlabProbe(sources);
    SlabProbe.Caches caches = slab.caches();
    SlabProbe.Rows rows = slab.rows();
    return new MemoryFigures(
        meminfo.fact(text -> bytes(text, "MemTotal")),
        meminfo.fact(text -> bytes(text, "Slab")),
        meminfo.fact(text -> bytes(text, "SUnreclaim")),
        memoryController(release, mode),
        tree.directories(),
        caches.perCgroup(),
        caches.owners(),
        rows.perCgroup(),
        rows.accounted(),
        tree.kernelMemoryUsage());
  }

  private static Fact<Long> bytes(String meminfo, String field) {
    Optional<String> line =
        meminfo.lines().filter(candidate -> candidate.startsWith(field + ":")).findFirst();
    if (line.isEmpty()) {
      return Fact.unknown(MEMINFO.value(), "has no line " + field);
    }
    String number = line.get().substring(field.length() + 1).strip();
    LongUnaryOperator unit = number.endsWith(" kB") ? kilo -> kilo * KIB : plain -> plain;
    return Numbers.parse(number.replace(" kB", ""))
        .filter(value -> value < Long.MAX_VALUE / KIB)
        .map(value -> Fact.known(unit.applyAsLong(value), MEMINFO.value(), line.get()))
        .orElseGet(() -> Fact.unknown(MEMINFO.value(), "its line " + field + " holds no number"));
  }

  private Fact<Optional<CgroupController>> memoryController(
      Fact<String> release, Fact<CgroupMode> mode) {
    if (live && readingIsLogged(release, mode)) {
      return Fact.unknown(
          CGROUPS.value(),
          "not read: with control groups v2 only, this kernel answers the read with a line in its"
              + " log");
    }
    return sources.text(CGROUPS, PROC_BYTES_MAX).fact(MemoryProbe::memoryRow);
  }

  private static boolean readingIsLogged(Fact<String> release, Fact<CgroupMode> mode) {
    boolean v1 =
        mode.optional().filter(m -> m == CgroupMode.V1 || m == CgroupMode.HYBRID).isPresent();
    return !v1
        && release
            .optional()
            .map(KernelRelease::parse)
            .filter(kernel -> kernel.compareVersion(LOGS_READS_OF_CGROUPS) >= 0)
            .isPresent();
  }

  private static Fact<Optional<CgroupController>> memoryRow(String text) {
    if (!text.startsWith("#subsys_name")) {
      return Fact.unknown(CGROUPS.value(), "is not a list of controllers");
    }
    Optional<String> row = text.lines().filter(line -> line.matches("memory\\s.*")).findFirst();
    if (row.isEmpty()) {
      return Fact.known(Optional.empty(), CGROUPS.value(), "no row for memory");
    }
    String[] fields = row.get().strip().split("\\s+", -1);
    Optional<Long> hierarchy = number(fields, 1).filter(value -> value <= Integer.MAX_VALUE);
    Optional<Long> cgroups = number(fields, 2);
    Optional<Long> enabled = number(fields, 3);
    if (hierarchy.isEmpty() || cgroups.isEmpty() || enabled.isEmpty()) {
      return Fact.unknown(CGROUPS.value(), "its row for memory does not hold three numbers");
    }
    CgroupController controller =
        new CgroupController(
            "memory", hierarchy.get().intValue(), cgroups.get(), enabled.get() != 0);
    return Fact.known(Optional.of(controller), CGROUPS.value(), row.get());
  }

  private static Optional<Long> number(String[] fields, int index) {
    return index < fields.length ? Numbers.parse(fields[index]) : Optional.empty();
  }
}
