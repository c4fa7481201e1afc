package remediator.kernel;

/**
 * Which part of a boot a log holds.
 *
 * @param start its first message is the kernel's first
 * @param gapless no record is known to be missing in between
 * @param userSpace it reaches the point where the kernel starts the first program
 * @param messages how many kernel messages of this boot it holds
 */
public record LogCoverage(boolean start, boolean gapless, boolean userSpace, long messages) {

  /** Whether the kernel's whole start is here, so that "absent" is evidence. */
  public boolean wholeStart() {
    return start && gapless && userSpace;
  }

  /** In words, for a reader who wonders why "absent" was or was not believed. */
  public String statement() {
    if (!start) {
      return "the log does not hold the start of this boot";
    }
    if (!gapless) {
      return "the log holds the start of this boot, but records are missing in between";
    }
    return userSpace
        ? "the log holds this boot from its first message into user space"
        : "the log ends before the kernel started the first program";
  }
}
