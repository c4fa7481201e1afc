package remediator.probe;

import java.util.List;
import remediator.host.Tools;
import remediator.kernel.BootLog;

/**
 * What journalctl(1) said of the kernel's messages, as logs of boots.
 *
 * <p>It leaves out files that it cannot read (torn, damaged, of a newer format), says so on its
 * standard error and ends with 0 all the same. What it found then still counts, but nothing may be
 * concluded from what it did not find.
 */
final class JournalOutput {
  private JournalOutput() {}

  /**
   * The boots in it, oldest first, none where it holds no message; failed where it did not answer,
   * or where a complaint is all it said.
   */
  static Reading<List<BootLog>> read(String source, Tools.Outcome outcome) {
    if (outcome.timedOut()) {
      return new Reading.Failed<>(source, "did not answer in time");
    }
    String complaint = firstLine(outcome.errors());
    if (outcome.exitCode() != 0) {
      String code = "ended with exit code " + outcome.exitCode();
      return new Reading.Failed<>(source, complaint.isEmpty() ? code : code + ": " + complaint);
    }
    List<BootLog> boots = BootLog.parse(outcome.output());
    if (complaint.isEmpty()) {
      return new Reading.Found<>(source, boots);
    }
    return boots.isEmpty()
        ? new Reading.Failed<>(source, complaint)
        : new Reading.Found<>(source, boots.stream().map(BootLog::withGap).toList());
  }

  private static String firstLine(String errors) {
    return errors.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }
}
