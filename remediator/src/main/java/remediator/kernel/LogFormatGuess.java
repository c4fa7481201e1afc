package remediator.kernel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which transport a text comes from, judged by its first lines.
 *
 * @param everyLineIsAMessage no line has a prefix: a kernel without printk.time
 */
record LogFormatGuess(LogFormat format, boolean everyLineIsAMessage) {
  /** Enough to see through a few foreign lines at the head of a file. */
  static final int SAMPLE_LINES = 200;

  static LogFormatGuess of(List<String> sample) {
    Map<LogFormat, Integer> votes = new EnumMap<>(LogFormat.class);
    for (String line : sample) {
      vote(line).ifPresent(format -> votes.merge(format, 1, Integer::sum));
    }
    if (votes.containsKey(LogFormat.JOURNAL_EXPORT)) {
      return new LogFormatGuess(LogFormat.JOURNAL_EXPORT, false);
    }
    Optional<LogFormat> most =
        votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    return new LogFormatGuess(most.orElse(LogFormat.DMESG), most.isEmpty());
  }

  private static Optional<LogFormat> vote(String line) {
    String head = line.substring(0, Math.min(line.length(), 512));
    if (head.startsWith("__CURSOR=") || head.startsWith("__REALTIME_TIMESTAMP=")) {
      return Optional.of(LogFormat.JOURNAL_EXPORT);
    }
    if (KmsgDecoder.HEAD.matcher(head).find()) {
      return Optional.of(LogFormat.KMSG);
    }
    Optional<SyslogLine> syslog = SyslogLine.parse(head);
    boolean bracketed = head.startsWith("[") || head.startsWith("<");
    if (syslog.filter(s -> !bracketed || s.kernelText().isPresent()).isPresent()) {
      return Optional.of(LogFormat.SYSLOG);
    }
    return RingText.parse(head).prefixed() ? Optional.of(LogFormat.DMESG) : Optional.empty();
  }
}
