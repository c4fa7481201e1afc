package remediator.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a syslog daemon or of {@code journalctl} in a short format: stamp, host, tag, text.
 *
 * <p>Stamps: {@code Nov 21 10:00:00} (RFC 3164), RFC 3339, {@code <6>1 } before it (RFC 5424),
 * {@code [ 0.894803]} (short-monotonic). The host may be missing.
 *
 * @param stamp the stamp as written, with the space behind it
 * @param kernelText what the kernel said; empty when another program wrote the line
 */
record SyslogLine(String stamp, Optional<String> kernelText) {
  private static final Pattern STAMP =
      Pattern.compile(
          "^(?:<\\d{1,3}>)?(?:1 )?"
              + "(?:[A-Z][a-z]{2} {1,2}\\d{1,2} (?:\\d{4} )?\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?"
              + "|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+\\-]\\d{2}:?\\d{2})"
              + "|\\[ {0,12}\\d{1,12}\\.\\d{6}\\]) ");

  /** An optional host, the tag {@code kernel:}; or RFC 5424's {@code host kernel - - - }. */
  private static final Pattern TAG =
      Pattern.compile(
          "^(?:[^\\s:]{1,255} )?kernel(?:\\[0\\])?: ?|^[^\\s:]{1,255} kernel - - (?:- )?");

  static Optional<SyslogLine> parse(String line) {
    Matcher stamp = STAMP.matcher(line);
    if (!stamp.find()) {
      return Optional.empty();
    }
    String rest = line.substring(stamp.end());
    Matcher tag = TAG.matcher(rest);
    Optional<String> text = tag.find() ? Optional.of(rest.substring(tag.end())) : Optional.empty();
    return Optional.of(new SyslogLine(stamp.group(), text));
  }
}
