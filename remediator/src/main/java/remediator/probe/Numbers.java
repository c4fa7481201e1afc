package remediator.probe;

import java.util.Optional;

/** Numbers as the kernel and container engines write them. */
final class Numbers {
  /** Long.MAX_VALUE has 19 digits; more digits are not a size of anything. */
  private static final int DIGITS_MAX = 19;

  private Numbers() {}

  /** A non-negative decimal number; empty for anything else, also when it does not fit. */
  static Optional<Long> parse(String text) {
    String digits = text.strip();
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      return plain ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
