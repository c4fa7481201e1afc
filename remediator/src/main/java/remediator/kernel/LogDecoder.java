package remediator.kernel;

/** Reads one transport's lines. Total: a line it does not understand is skipped. */
interface LogDecoder {

  /** Longest line looked at; a decoder cuts what is longer. */
  int LINE_CHARS_MAX = 65_536;

  void line(int number, String line, RecordSink sink);

  /** After the last line. */
  default void end(RecordSink sink) {}

  static LogDecoder of(LogFormat format, boolean everyLineIsAMessage) {
    return switch (format) {
      case KMSG -> new KmsgDecoder();
      case DMESG -> new DmesgDecoder(everyLineIsAMessage);
      case SYSLOG -> new SyslogDecoder();
      case JOURNAL_EXPORT -> new JournalExportDecoder();
    };
  }
}
