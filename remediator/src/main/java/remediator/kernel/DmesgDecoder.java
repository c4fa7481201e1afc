package remediator.kernel;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The ring's text, as dmesg(1), /var/log/dmesg and /var/log/boot.msg hold it.
 *
 * <p>Where lines carry prefixes, a line without one is foreign (klogd's own words, a boot script's
 * output) and is skipped; a text without any prefix is a kernel without printk.time, and every line
 * of it is a message.
 */
final class DmesgDecoder implements LogDecoder {
  private final boolean everyLineIsAMessage;

  DmesgDecoder(boolean everyLineIsAMessage) {
    this.everyLineIsAMessage = everyLineIsAMessage;
  }

  @Override
  public void line(int number, String line, RecordSink sink) {
    RingText text = RingText.parse(line.substring(0, Math.min(line.length(), LINE_CHARS_MAX)));
    if (!text.prefixed() && !everyLineIsAMessage) {
      return;
    }
    if (!text.isKernel()) {
      sink.program(Optional.empty());
      return;
    }
    sink.kernel(
        new BootMessage(number, OptionalLong.empty(), text.micros(), text.level(), text.text()),
        Optional.empty());
  }
}
