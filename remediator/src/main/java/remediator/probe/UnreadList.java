package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import remediator.fact.Fact;
import remediator.fact.MemoryDependent;

/** Sources of dependents that were there and could not be asked, gathered while probing. */
final class UnreadList {
  /** A reader needs the first ones; more of the same say no more. */
  private static final int ENTRIES_MAX = 100;

  private final List<Fact.Unknown<MemoryDependent>> entries = new ArrayList<>();

  void add(String source, String reason) {
    Fact.Unknown<MemoryDependent> entry = new Fact.Unknown<>(source, reason);
    if (entries.size() < ENTRIES_MAX && !entries.contains(entry)) {
      entries.add(entry);
    }
  }

  /** What was read; nothing where it is absent; noted and nothing where it failed. */
  <T> T orElse(Reading<T> reading, T nothing) {
    return reading.match(
        found -> found.value(),
        () -> nothing,
        failed -> {
          add(failed.source(), failed.reason());
          return nothing;
        });
  }

  <T> List<T> orNone(Reading<List<T>> reading) {
    return orElse(reading, List.of());
  }

  List<Fact.Unknown<MemoryDependent>> entries() {
    return List.copyOf(entries);
  }
}
