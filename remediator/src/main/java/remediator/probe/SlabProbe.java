package remediator.probe;

import java.util.Iterator;
import java.util.List;
import remediator.fact.Fact;
import remediator.file.HostPath;

/**
 * Slab caches that belong to one control group each: {@code cache(N:cgroup)} (mm/slab_common.c up
 * to Linux 5.8), and the {@code kmalloc-cg-} caches of Linux 5.14 and later.
 */
final class SlabProbe {
  private static final HostPath SLAB = HostPath.of("/sys/kernel/slab");
  private static final HostPath SLABINFO = HostPath.of("/proc/slabinfo");

  /**
   * A leaking 3.10 kernel was seen with some 20 entries per dead cgroup; the names of this many
   * take about 30 MB.
   */
  private static final int CACHES_MAX = 200_000;

  /** A row is about 200 bytes; there are at most as many as caches. */
  private static final long SLABINFO_BYTES_MAX = 256L * 1024 * 1024;

  private static final String HEADER = "slabinfo - version:";

  private final Sources sources;

  SlabProbe(Sources sources) {
    this.sources = sources;
  }

  /** Counts of /proc/slabinfo's rows. */
  record Rows(Fact<Long> perCgroup, Fact<Long> accounted) {}

  /** Counts of /sys/kernel/slab: caches of one cgroup each, and the cgroups they belong to. */
  record Caches(Fact<Long> perCgroup, Fact<Long> owners) {}

  Caches caches() {
    Reading<Entries> entries = sources.names(SLAB, CACHES_MAX).map(SlabProbe::entries);
    return new Caches(
        entries.fact(found -> found.fact(found.perCgroup, "names are cache(N:cgroup)")),
        entries.fact(found -> found.fact(found.owners, "different N in names cache(N:cgroup)")));
  }

  Rows rows() {
    Reading<Count> counted = sources.lines(SLABINFO, SLABINFO_BYTES_MAX, SlabProbe::count);
    return new Rows(
        counted.fact(count -> count.fact(count.perCgroup, "rows are named cache(N:cgroup)")),
        counted.fact(count -> count.fact(count.accounted, "rows are named kmalloc-cg-*")));
  }

  private record Entries(long all, long perCgroup, long owners) {
    Fact<Long> fact(long value, String what) {
      return Fact.known(value, SLAB.value(), value + " " + what + ", of " + all + " entries");
    }
  }

  private static Entries entries(List<String> names) {
    List<String> perCgroup = names.stream().filter(SlabProbe::isPerCgroup).toList();
    long owners = perCgroup.stream().map(SlabProbe::owner).distinct().count();
    return new Entries(names.size(), perCgroup.size(), owners);
  }

  private record Count(boolean slabinfo, long rows, long perCgroup, long accounted) {
    Fact<Long> fact(long value, String what) {
      return slabinfo
          ? Fact.known(value, SLABINFO.value(), value + " of " + rows + " " + what)
          : Fact.unknown(SLABINFO.value(), "is not a list of slab caches");
    }
  }

  private static Count count(Iterator<String> lines) {
    boolean slabinfo = lines.hasNext() && lines.next().startsWith(HEADER);
    long rows = 0;
    long perCgroup = 0;
    long accounted = 0;
    while (slabinfo && lines.hasNext()) {
      String name = cacheName(lines.next());
      rows += name.isEmpty() || name.startsWith("#") ? 0 : 1;
      perCgroup += isPerCgroup(name) ? 1 : 0;
      accounted += name.startsWith("kmalloc-cg-") ? 1 : 0;
    }
    return new Count(slabinfo, rows, perCgroup, accounted);
  }

  /** A cgroup's name may hold blanks, so a name in brackets ends at its bracket. */
  private static String cacheName(String row) {
    int blank = row.indexOf(' ');
    String word = blank < 0 ? row : row.substring(0, blank);
    int bracket = word.indexOf('(');
    int end = bracket < 0 ? -1 : row.lastIndexOf(')');
    return end < 0 ? word : row.substring(0, end + 1);
  }

  /** {@code cache(N:cgroup)}, N decimal. */
  static boolean isPerCgroup(String name) {
    int open = name.indexOf('(');
    if (open <= 0 || !name.endsWith(")")) {
      return false;
    }
    int colon = name.indexOf(':', open);
    return colon > open + 1
        && name.substring(open + 1, colon).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String owner(String name) {
    int open = name.indexOf('(');
    return name.substring(open + 1, name.indexOf(':', open));
  }
}
