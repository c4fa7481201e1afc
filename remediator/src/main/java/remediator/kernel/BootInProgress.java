package remediator.kernel;

import java.util.Optional;
import java.util.OptionalLong;

/** One boot while its log is being read. */
final class BootInProgress {
  private static final String BANNER = "Linux version ";

  /**
   * The controllers that start early say so before the banner (3.x, start_kernel in init/main.c).
   */
  private static final String EARLY_CONTROLLER = "Initializing cgroup subsys cpuset";

  /** Arm prints this before the banner (smp_setup_processor_id). */
  private static final String ARM_FIRST = "Booting Linux on physical CPU ";

  /** The banner is among the first messages; a first word later than that is another boot's. */
  private static final int FIRST_MESSAGES = 32;

  /** Processors may log a little out of order; a clock that goes back further began anew. */
  private static final long CLOCK_BACK_MICROS = 1_000_000;

  private final LogFormat format;
  private final BootMessage first;
  private final Optional<BootId> bootId;
  private final CommandLineJoiner commandLine = new CommandLineJoiner();
  private final FindingList findings = new FindingList();
  private BootMessage last;
  private OptionalLong clock = OptionalLong.empty();
  private Optional<KernelRelease> release = Optional.empty();
  private long messages;
  private boolean allAtZero = true;
  private boolean start;
  private boolean gap;
  private boolean userSpace;

  BootInProgress(LogFormat format, BootMessage first, Optional<BootId> bootId) {
    this.format = format;
    this.first = first;
    this.last = first;
    this.bootId = bootId;
  }

  /** Whether the message belongs to this boot, too. */
  boolean isFollowedBy(BootMessage message, Optional<BootId> boot) {
    if (bootId.isPresent() && boot.isPresent()) {
      return bootId.equals(boot);
    }
    boolean sequenceBack = isBefore(message.sequence(), last.sequence());
    return !sequenceBack
        && clockBackMicros(message) <= CLOCK_BACK_MICROS
        && !isStartOfAnother(message);
  }

  boolean mayBe(Optional<BootId> boot) {
    return boot.isEmpty() || bootId.isEmpty() || boot.equals(bootId);
  }

  void add(BootMessage message) {
    messages++;
    allAtZero = allAtZero && message.micros().orElse(-1) == 0;
    start = start || isFirstWord(message) || message.sequence().orElse(-1) == 0;
    gap = gap || isAfterGap(message);
    userSpace = userSpace || isLastOfKernelStart(message.text());
    if (release.isEmpty() && message.text().startsWith(BANNER)) {
      release = Optional.of(releaseIn(message.text()));
    }
    commandLine.message(message.text());
    findings.message(message);
    last = message;
    clock = message.micros().isPresent() ? message.micros() : clock;
  }

  void reachedUserSpace() {
    userSpace = true;
  }

  void lostRecords() {
    gap = true;
  }

  BootLog finish() {
    return new BootLog(
        format,
        bootId,
        release,
        commandLine.commandLine(),
        new LogCoverage(start, !gap, userSpace, messages),
        first,
        last,
        findings.kept(),
        findings.omitted());
  }

  /**
   * First words belong to this boot only near its beginning: after other first words, or after
   * messages that the clock puts at zero (a microcode update on x86).
   */
  private boolean isStartOfAnother(BootMessage message) {
    boolean near = release.isEmpty() && messages <= FIRST_MESSAGES && (start || allAtZero);
    return isFirstWord(message) && (!near || clockBackMicros(message) > 0);
  }

  private long clockBackMicros(BootMessage message) {
    boolean timed = clock.isPresent() && message.micros().isPresent();
    return timed ? clock.getAsLong() - message.micros().getAsLong() : 0;
  }

  private static boolean isBefore(OptionalLong sequence, OptionalLong than) {
    return sequence.isPresent() && than.isPresent() && sequence.getAsLong() < than.getAsLong();
  }

  private boolean isAfterGap(BootMessage message) {
    boolean numbered =
        messages > 1 && message.sequence().isPresent() && last.sequence().isPresent();
    boolean jump = numbered && message.sequence().getAsLong() > last.sequence().getAsLong() + 1;
    return jump || message.text().endsWith(" printk messages dropped **");
  }

  private static boolean isFirstWord(BootMessage message) {
    String text = message.text();
    return text.startsWith(BANNER) || text.equals(EARLY_CONTROLLER) || text.startsWith(ARM_FIRST);
  }

  /** What the kernel says when it gives its start-up memory back and runs the first program. */
  private static boolean isLastOfKernelStart(String text) {
    return text.startsWith("Freeing unused kernel")
        || text.startsWith("Freeing init memory")
        || (text.startsWith("Run ") && text.endsWith(" as init process"))
        || text.startsWith("systemd[1]: ");
  }

  private static KernelRelease releaseIn(String banner) {
    String rest = banner.substring(BANNER.length());
    int space = rest.indexOf(' ');
    return KernelRelease.parse(space < 0 ? rest : rest.substring(0, space));
  }
}
