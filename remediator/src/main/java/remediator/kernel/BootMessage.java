package remediator.kernel;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One message of the kernel, whatever carried it here.
 *
 * @param line the 1-based line of the source text where its record begins
 * @param sequence the record number in the ring, where the transport tells it (/dev/kmsg)
 * @param micros microseconds since the kernel's clock started, where the transport tells it
 * @param priority the level 0 (emergency) to 7 (debug), where the transport tells it
 * @param text the message without prefixes, ISO 8859-1, cut to {@link #TEXT_CHARS_MAX}
 */
public record BootMessage(
    int line, OptionalLong sequence, OptionalLong micros, OptionalInt priority, String text) {
  /**
   * A record of the ring holds at most 1 KiB (LOG_LINE_MAX of kernel/printk.c in 3.10,
   * PRINTKRB_RECORD_MAX of kernel/printk/internal.h in 6.18); the rest is for foreign prefixes.
   */
  public static final int TEXT_CHARS_MAX = 8192;

  public BootMessage {
    if (text.length() > TEXT_CHARS_MAX) {
      text = text.substring(0, TEXT_CHARS_MAX);
    }
  }

  /** The same message with other text: one line of a record that holds several. */
  BootMessage withText(String other) {
    return new BootMessage(line, sequence, micros, priority, other);
  }
}
