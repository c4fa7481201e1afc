package remediator.kernel;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one boot: 128 random bits the kernel draws at start.
 *
 * <p>Held as 32 lower-case hexadecimal digits, the form of the journal; {@code
 * /proc/sys/kernel/random/boot_id} writes the same with dashes (random(4), sd_id128_get_boot(3)).
 */
public record BootId(String hex) {
  private static final int HEX_DIGITS = 32;

  public BootId {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not 32 lower-case hexadecimal digits: " + hex);
    }
  }

  /** Reads either form, surrounding white space ignored; empty when it is neither. */
  public static Optional<BootId> parse(String text) {
    String digits = text.strip().replace("-", "").toLowerCase(Locale.ROOT);
    return isHex(digits) ? Optional.of(new BootId(digits)) : Optional.empty();
  }

  /** The form of /proc/sys/kernel/random/boot_id: groups of 8, 4, 4, 4 and 12. */
  public String dashed() {
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  /** Written out: the one that records are born with links method handles at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BootId id && hex.equals(id.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return dashed();
  }

  private static boolean isHex(String digits) {
    return digits.length() == HEX_DIGITS && digits.chars().allMatch(BootId::isHexDigit);
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
