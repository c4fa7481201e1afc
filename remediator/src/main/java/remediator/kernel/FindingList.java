package remediator.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers findings, and attaches the lines that follow one and belong to it. */
final class FindingList {
  /** A failure names its cache and one line per node with CPUs; big machines have a few dozen. */
  private static final int DETAILS_MAX = 16;

  private final List<LogFinding> kept = new ArrayList<>();
  private long omitted;

  void message(BootMessage message) {
    if (isDetail(message.text())) {
      attach(message);
      return;
    }
    Optional<LogFinding> finding = LineFamily.recognise(message);
    if (finding.filter(this::isFull).isPresent()) {
      omitted++;
      return;
    }
    finding.ifPresent(kept::add);
  }

  List<LogFinding> kept() {
    return List.copyOf(kept);
  }

  long omitted() {
    return omitted;
  }

  private boolean isFull(LogFinding finding) {
    long same = kept.stream().filter(other -> other.kind() == finding.kind()).count();
    return same >= BootLog.FINDINGS_MAX;
  }

  private boolean isDetail(String text) {
    if (kept.isEmpty() || omitted > 0) {
      return false;
    }
    String line = text.stripLeading();
    return switch (kept.get(kept.size() - 1).kind()) {
      case SLAB_ALLOCATION_FAILED -> line.startsWith("cache: ") || line.startsWith("node ");
      case PAGE_CGROUP_FAILED -> line.startsWith("Kernel panic - not syncing: Out of memory");
      default -> false;
    };
  }

  private void attach(BootMessage detail) {
    int newest = kept.size() - 1;
    LogFinding finding = kept.get(newest);
    if (finding.details().size() < DETAILS_MAX) {
      List<BootMessage> details = new ArrayList<>(finding.details());
      details.add(detail);
      kept.set(
          newest,
          new LogFinding(
              finding.kind(), finding.message(), finding.words(), details, finding.mayBeCut()));
    }
  }
}
