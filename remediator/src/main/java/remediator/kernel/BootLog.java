package remediator.kernel;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a log says of one boot: its kernel, its command line, the lines that bear on our remedies,
 * and which part of the boot the log holds.
 *
 * <p>Messages that mean nothing to us are counted, not kept, so a log of any length fits.
 *
 * @param format the transport it was read from
 * @param bootId the boot's identity where the transport tells it
 * @param release the kernel, from {@code Linux version}
 * @param commandLine the logged command line
 * @param coverage which part of the boot is here
 * @param first the first message of this boot in this log
 * @param last the last one
 * @param findings what was found, in the log's order, of each family at most {@link #FINDINGS_MAX}
 * @param findingsOmitted how many more there were
 */
public record BootLog(
    LogFormat format,
    Optional<BootId> bootId,
    Optional<KernelRelease> release,
    Optional<LoggedCommandLine> commandLine,
    LogCoverage coverage,
    BootMessage first,
    BootMessage last,
    List<LogFinding> findings,
    long findingsOmitted) {

  /**
   * A failing allocator repeats itself for as long as the host lives; people read the first ones.
   */
  public static final int FINDINGS_MAX = 64;

  /**
   * Boots kept of one log, the newest ones; a persistent journal or a year of files may hold more.
   */
  public static final int BOOTS_MAX = 64;

  public BootLog {
    findings = List.copyOf(findings);
  }

  /** Reads a whole text; see {@link #parse(Iterator)}. */
  public static List<BootLog> parse(String text) {
    return parse(new TextLines(text));
  }

  /**
   * Reads a log of any length and format, line by line, and splits it into boots, oldest first.
   * Lines end at {@code \n} only and come without it, one character per byte; the caller bounds
   * each line and their number. Empty when the text holds no message of a kernel.
   */
  public static List<BootLog> parse(Iterator<String> lines) {
    return BootLogReader.read(lines);
  }

  /** Whether a line of this family was logged in this boot. */
  public Presence presence(LineFamily kind) {
    return presence(kind, finding -> true);
  }

  /** Whether a line of this family that names {@code subject} was logged in this boot. */
  public Presence presence(LineFamily kind, String subject) {
    return presence(kind, finding -> finding.words().contains(subject));
  }

  /**
   * What this log proves about a parameter, such as {@code cgroup_disable} and the token {@code
   * memory}. Silence proves nothing, and about a name with a dot a log can never speak.
   */
  public LogProof proof(String parameter, Optional<String> token) {
    return LogProver.prove(this, parameter, token);
  }

  /** The same, of a log of which parts are known to be missing: silence then proves nothing. */
  public BootLog withGap() {
    return new BootLog(
        format,
        bootId,
        release,
        commandLine,
        new LogCoverage(coverage.start(), false, coverage.userSpace(), coverage.messages()),
        first,
        last,
        findings,
        findingsOmitted);
  }

  private Presence presence(LineFamily kind, Predicate<LogFinding> wanted) {
    Optional<LogFinding> found =
        findings.stream().filter(finding -> finding.kind() == kind).filter(wanted).findFirst();
    if (found.isPresent()) {
      return new Presence.Present(found.get());
    }
    if (findings.stream().filter(finding -> finding.kind() == kind).count() >= FINDINGS_MAX) {
      return new Presence.NotInThisPart("there are more lines of this family than are kept");
    }
    return coverage.wholeStart()
        ? new Presence.AbsentFromWholeBoot(coverage.statement())
        : new Presence.NotInThisPart(coverage.statement());
  }
}
