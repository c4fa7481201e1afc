package remediator.kernelimage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for {@code cgroup_subsys_name[]} (kernel/cgroup.c, since Linux 3.15): at least three
 * pointers in a row, each to the name of another control-group controller.
 */
final class ControllerNames {
  /** Every {@code SUBSYS(...)} of include/linux/cgroup_subsys.h, 2.6.24 to 7.2. */
  static final Set<String> KNOWN =
      Set.of(
          "cpuset",
          "debug",
          "ns",
          "cpu",
          "cpuacct",
          "blkio",
          "io",
          "memory",
          "devices",
          "freezer",
          "net_cls",
          "perf_event",
          "net_prio",
          "hugetlb",
          "pids",
          "rdma",
          "misc",
          "dmem",
          "bcache",
          "bfqio",
          "timer_slack",
          "schedtune",
          "uclamp");

  private static final int NAMES_MIN = 3;
  private static final int NAME_MAX = 11;

  private final AddressMap map;
  private final int wordBytes;
  private final boolean[] first = new boolean[128];
  private List<String> best = List.of();
  private boolean doubtful;
  private int done;
  private int limit;

  ControllerNames(AddressMap map) {
    this.map = map;
    this.wordBytes = map.machine().wordBytes();
    for (String name : KNOWN) {
      first[name.charAt(0)] = true;
    }
  }

  /** Begins a segment; positions only grow. */
  void enter(int segmentEnd) {
    limit = segmentEnd;
  }

  /** Looks at a word that could be a pointer. */
  void at(int position, long word) {
    long second = next(position);
    boolean mayBe = position >= done && word != second && mayBeName(word) && mayBeName(second);
    if (mayBe && isName(word) && isName(second)) {
      list(position);
    }
  }

  private void list(int position) {
    Set<String> names = new LinkedHashSet<>();
    int at = position;
    while (at <= limit - wordBytes && isName(map.word(at)) && names.add(name(map.word(at)))) {
      at += wordBytes;
    }
    done = at;
    keep(List.copyOf(names));
  }

  private long next(int position) {
    return position <= limit - 2 * wordBytes ? map.word(position + wordBytes) : 0;
  }

  private boolean mayBeName(long word) {
    int text = map.position(word);
    return text >= 0 && map.array()[text] > 0 && first[map.array()[text]];
  }

  private boolean isName(long word) {
    return mayBeName(word) && KNOWN.contains(name(word));
  }

  private String name(long word) {
    return map.text(word, NAME_MAX);
  }

  private void keep(List<String> names) {
    if (names.size() < NAMES_MIN || names.size() < best.size()) {
      return;
    }
    doubtful = names.size() == best.size() && (doubtful || !names.equals(best));
    best = names;
  }

  /** The controllers in the order of the kernel's list; empty when there is no list, or two. */
  Optional<List<String>> names() {
    return best.isEmpty() || doubtful ? Optional.empty() : Optional.of(best);
  }
}
