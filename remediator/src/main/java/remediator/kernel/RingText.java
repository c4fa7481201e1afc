package remediator.kernel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the ring's text, its prefixes taken off: {@code <6>[ 0.000000][ T0] text}.
 *
 * <p>Every prefix is optional: the priority appears in raw output, the time only with printk.time,
 * the caller only with CONFIG_PRINTK_CALLER (print_prefix, kernel/printk/printk.c). dmesg(1) can
 * write the time as a date, with the difference to the line before, and the priority in words.
 *
 * @param prefixed whether there was any prefix
 * @param priority facility and level, as in syslog(3)
 */
record RingText(boolean prefixed, OptionalInt priority, OptionalLong micros, String text) {
  private static final Pattern NUMBER = Pattern.compile("^<(\\d{1,3})>");
  private static final Pattern WORDS =
      Pattern.compile("^(kern|user|daemon|auth|syslog|local\\d) {0,8}:(?:\\w{1,8}) {0,8}: ");
  private static final Pattern TIME =
      Pattern.compile("^\\[ {0,12}(\\d{1,12})\\.(\\d{6})(?: <[ .\\d+]{1,32}>)?\\] ?");
  private static final Pattern DATE =
      Pattern.compile(
          "^\\[\\w{3} \\w{3} {1,2}\\d{1,2} \\d{2}:\\d{2}:\\d{2} \\d{4}\\] "
              + "|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2},\\d{6}[+\\-]\\d{2}:?\\d{2} ");
  private static final Pattern CALLER = Pattern.compile("^\\[ {0,12}[TC]\\d{1,12}\\] ");
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** Facility "user" as a number; in words only the kernel's own matters to us. */
  private static final int USER = 8;

  static RingText parse(String line) {
    Cursor rest = new Cursor(line);
    Optional<MatchResult> number = rest.take(NUMBER);
    Optional<MatchResult> words = number.isPresent() ? Optional.empty() : rest.take(WORDS);
    Optional<MatchResult> time = rest.take(TIME);
    boolean dated = time.isEmpty() && rest.take(DATE).isPresent();
    if (time.isPresent() || dated) {
      rest.take(CALLER);
    }
    return new RingText(
        number.isPresent() || words.isPresent() || time.isPresent() || dated,
        priority(number, words),
        time.map(t -> OptionalLong.of(micros(t))).orElse(OptionalLong.empty()),
        rest.text);
  }

  boolean isKernel() {
    return priority.isEmpty() || Priority.isKernel(priority.getAsInt());
  }

  OptionalInt level() {
    return priority.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Priority.level(priority.getAsInt()));
  }

  private static OptionalInt priority(Optional<MatchResult> number, Optional<MatchResult> words) {
    if (number.isPresent()) {
      return OptionalInt.of(Integer.parseInt(number.get().group(1)));
    }
    boolean program = words.filter(word -> !word.group(1).equals("kern")).isPresent();
    return program ? OptionalInt.of(USER) : OptionalInt.empty();
  }

  private static long micros(MatchResult time) {
    return Long.parseLong(time.group(1)) * MICROS_PER_SECOND + Long.parseLong(time.group(2));
  }

  /** A line that is eaten from the front. */
  private static final class Cursor {
    private String text;

    private Cursor(String text) {
      this.text = text;
    }

    private Optional<MatchResult> take(Pattern prefix) {
      Matcher matcher = prefix.matcher(text);
      if (!matcher.find()) {
        return Optional.empty();
      }
      MatchResult found = matcher.toMatchResult();
      text = text.substring(matcher.end());
      return Optional.of(found);
    }
  }
}
