package remediator.report;

import java.util.Locale;

/**
 * How a command ended: the word of {@code result.state} in JSON and the process's exit code.
 *
 * <p>The numbers are the contract of {@code docs/cli.md}; they are never renumbered.
 */
public enum ResultState {
  DONE(0),
  NOTHING_TO_DO(0),
  HEALTHY(0),
  APPLIED(0),
  EFFECTIVE(0),
  FAILED(1),
  USAGE(2),
  CHANGES_NEEDED(3),
  PROBLEM_FOUND(3),
  UNDETERMINED(4),
  REFUSED(5),
  NEEDS_HANDS(6),
  NOT_EFFECTIVE(7),
  TRY_AGAIN(8),
  REBOOT_PENDING(9),
  INTERRUPTED(130);

  private final int exitCode;

  ResultState(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
