package remediator.kernel;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files of a syslog daemon, and what {@code journalctl} prints in its short formats, with its
 * {@code -- Boot ID --} and {@code -- Reboot --} lines.
 *
 * <p>Anybody who may write to the daemon can write a line with the kernel's tag; unlike a ring or a
 * journal such a file cannot tell. Lines of several hosts in one file are not told apart: the name
 * often changes during a boot.
 */
final class SyslogDecoder implements LogDecoder {
  private static final String BOOT = "-- Boot ";
  private static final String REBOOT = "-- Reboot --";

  @Override
  public void line(int number, String line, RecordSink sink) {
    if (line.startsWith(BOOT) || line.startsWith(REBOOT)) {
      sink.boundary(bootId(line));
      return;
    }
    String cut = line.substring(0, Math.min(line.length(), LINE_CHARS_MAX));
    Optional<SyslogLine> syslog = SyslogLine.parse(cut);
    if (syslog.isEmpty()) {
      return;
    }
    if (syslog.get().kernelText().isEmpty()) {
      sink.program(Optional.empty());
      return;
    }
    RingText text = RingText.parse(syslog.get().kernelText().get());
    OptionalLong micros =
        text.micros().isPresent() ? text.micros() : RingText.parse(syslog.get().stamp()).micros();
    sink.kernel(
        new BootMessage(number, OptionalLong.empty(), micros, text.level(), text.text()),
        Optional.empty());
  }

  /** {@code -- Boot 32 digits --}; the older {@code -- Reboot --} names none. */
  private static Optional<BootId> bootId(String separator) {
    int end = separator.indexOf(' ', BOOT.length());
    boolean named = separator.startsWith(BOOT) && end > 0;
    return named ? BootId.parse(separator.substring(BOOT.length(), end)) : Optional.empty();
  }
}
