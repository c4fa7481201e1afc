package remediator.probe;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.fact.Fact;
import remediator.kernel.BootId;
import remediator.kernel.BootLog;
import remediator.kernel.LoggedCommandLine;

/**
 * What is known of the running boot, to tell which of several logged boots it is.
 *
 * <p>The boot id decides where a log tells it; otherwise the command line must be the running one,
 * and the kernel must not be another one where it is told. An earlier boot with the same two cannot
 * be told from it, so the newest counts.
 */
record RunningBoot(
    Optional<BootId> bootId, Optional<String> release, Optional<String> commandLine) {

  static RunningBoot of(Fact<String> bootId, Fact<String> release, Fact<String> commandLine) {
    return new RunningBoot(
        bootId.optional().flatMap(BootId::parse), release.optional(), commandLine.optional());
  }

  /**
   * The best log of this boot among them, of each source the first, which is the newest: a whole
   * start before a part, then the longer one.
   */
  Optional<LoggedBoot> best(List<LoggedBoot> boots) {
    Set<String> sources = new HashSet<>();
    return boots.stream()
        .filter(boot -> boot.running() || isThisBoot(boot.log()))
        .filter(boot -> sources.add(boot.source()))
        .max(
            Comparator.comparing((LoggedBoot boot) -> boot.log().coverage().wholeStart())
                .thenComparing(boot -> boot.log().coverage().start())
                .thenComparing(boot -> boot.running())
                .thenComparing(boot -> boot.log().coverage().messages()));
  }

  /** False for a tree in which nothing runs: then no boot is "this" one. */
  boolean isKnown() {
    return bootId.isPresent() || release.isPresent() || commandLine.isPresent();
  }

  boolean isThisBoot(BootLog log) {
    if (bootId.isPresent() && log.bootId().isPresent()) {
      return bootId.equals(log.bootId());
    }
    boolean otherKernel =
        log.release().filter(found -> !release.equals(Optional.of(found.text()))).isPresent();
    return release.isPresent()
        && !otherKernel
        && log.commandLine().filter(this::isThisCommandLine).isPresent();
  }

  /** In words: how sure it is that this log speaks of the running boot. */
  String relation(BootLog log) {
    if (bootId.isPresent() && bootId.equals(log.bootId())) {
      return "of the running boot, by its boot id; " + log.coverage().statement();
    }
    return isThisBoot(log)
        ? "of the running boot, by its kernel's command line; " + log.coverage().statement()
        : "the newest on record; " + log.coverage().statement();
  }

  private boolean isThisCommandLine(LoggedCommandLine logged) {
    String running = commandLine.orElse("").strip();
    String text = logged.text().strip();
    boolean same = logged.mayBeCut() ? running.startsWith(text) : running.equals(text);
    return commandLine.isPresent() && same;
  }
}
