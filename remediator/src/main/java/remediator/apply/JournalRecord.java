package remediator.apply;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One line of a journal.
 *
 * <p>Written as {@code LENGTH CRC PAYLOAD}, a newline after it: the payload's length in bytes, four
 * decimal digits; its CRC-32, eight hexadecimal digits; and the payload {@code TIME EVENT
 * ARGUMENT}, printable ASCII, so that a person reads it in a rescue shell.
 */
record JournalRecord(Instant when, Event event, String argument) {
  /** Longest argument: a digest, a number, or a cause cut short. */
  private static final int ARGUMENT_MAX = 200;

  /** "0042 1a2b3c4d " */
  private static final int PREFIX_BYTES = 14;

  /** What can happen to a transaction. */
  enum Event {
    /**
     * The backup is complete; the argument is the manifest's SHA-256. Files may change from here.
     */
    PREPARED("prepared"),
    /** The change of that number is on the host. */
    DONE("done"),
    /** All changes are on the host. */
    APPLIED("applied"),
    /** An applied transaction is about to be undone, or was so far. */
    UNDOING("undoing"),
    /** A transaction that did not come to its end is undone. */
    UNDONE("undone"),
    /** An applied transaction is undone. */
    ROLLED_BACK("rolled-back");

    private final String word;

    Event(String word) {
      this.word = word;
    }

    private static Optional<Event> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }

  JournalRecord {
    argument = printable(argument);
  }

  byte[] line() {
    String payload = (when + " " + event.word + " " + argument).strip();
    String prefix = String.format(Locale.ROOT, "%04d %08x ", payload.length(), crc(payload));
    return (prefix + payload + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** The record that begins at {@code from}; empty when what is there is torn or damaged. */
  static Optional<JournalRecord> at(String text, int from) {
    int end = text.indexOf('\n', from);
    if (end < from + PREFIX_BYTES) {
      return Optional.empty();
    }
    String payload = text.substring(from + PREFIX_BYTES, end);
    String prefix = String.format(Locale.ROOT, "%04d %08x ", payload.length(), crc(payload));
    return text.startsWith(prefix, from) ? ofPayload(payload) : Optional.empty();
  }

  private static Optional<JournalRecord> ofPayload(String payload) {
    String[] words = payload.split(" ", 3);
    if (words.length < 2) {
      return Optional.empty();
    }
    String argument = words.length == 3 ? words[2] : "";
    return Event.of(words[1])
        .flatMap(event -> time(words[0]).map(when -> new JournalRecord(when, event, argument)));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static long crc(String payload) {
    CRC32 crc = new CRC32();
    crc.update(payload.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }

  private static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    text.chars()
        .limit(ARGUMENT_MAX)
        .forEach(c -> kept.append(c > ' ' && c < 0x7f ? (char) c : ' '));
    return kept.toString().strip();
  }
}
