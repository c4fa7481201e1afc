package remediator.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the pending changes arrive before the power is gone.
 *
 * <p>Up to a bound every subset, so every order in which they can be cut off is among them; beyond
 * it none, all, each alone and all but each. Besides, every append that crosses a sector boundary
 * arrives in part: only up to it, or only from there on.
 */
record PowerCut(List<MemoryDisk.Pending> pending, int allSubsetsUpTo, List<Integer> sectorBytes) {

  List<List<MemoryDisk.Pending>> arrivals() {
    List<List<MemoryDisk.Pending>> arrivals =
        pending.size() <= allSubsetsUpTo ? subsets() : singles();
    for (int number = 0; number < pending.size(); number++) {
      if (pending.get(number) instanceof MemoryDisk.Written written) {
        addTorn(number, written, arrivals);
      }
    }
    return arrivals;
  }

  private List<List<MemoryDisk.Pending>> subsets() {
    List<List<MemoryDisk.Pending>> subsets = new ArrayList<>();
    for (int bits = 0; bits < 1 << pending.size(); bits++) {
      List<MemoryDisk.Pending> subset = new ArrayList<>();
      for (int number = 0; number < pending.size(); number++) {
        if ((bits & 1 << number) != 0) {
          subset.add(pending.get(number));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  private List<List<MemoryDisk.Pending>> singles() {
    List<List<MemoryDisk.Pending>> singles = new ArrayList<>();
    singles.add(List.of());
    singles.add(pending);
    for (int number = 0; number < pending.size(); number++) {
      singles.add(List.of(pending.get(number)));
      singles.add(with(number, Optional.empty()));
    }
    return singles;
  }

  private void addTorn(
      int number, MemoryDisk.Written written, List<List<MemoryDisk.Pending>> arrivals) {
    for (int sector : sectorBytes) {
      for (MemoryDisk.Written part : written.torn(sector)) {
        arrivals.add(List.of(part));
        arrivals.add(with(number, Optional.of(part)));
      }
    }
  }

  /** All of them, with another one in this place, or none. */
  private List<MemoryDisk.Pending> with(int number, Optional<MemoryDisk.Pending> other) {
    List<MemoryDisk.Pending> all = new ArrayList<>(pending);
    all.remove(number);
    other.ifPresent(part -> all.add(number, part));
    return all;
  }
}
