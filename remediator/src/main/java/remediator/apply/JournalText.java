package remediator.apply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.apply.JournalRecord.Event;

/**
 * What a journal says: its records up to the first that is torn, and how many bytes they take.
 *
 * <p>A record is written only when the one before it is on the disk, so whatever follows a torn
 * record was never relied on.
 */
record JournalText(List<JournalRecord> records, int validBytes) {
  static final JournalText EMPTY = new JournalText(List.of(), 0);

  JournalText {
    records = List.copyOf(records);
  }

  static JournalText parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<JournalRecord> records = new ArrayList<>();
    int from = 0;
    Optional<JournalRecord> record = JournalRecord.at(text, from);
    while (record.isPresent()) {
      records.add(record.get());
      from = text.indexOf('\n', from) + 1;
      record = JournalRecord.at(text, from);
    }
    return new JournalText(records, from);
  }

  /** The argument of {@code prepared}; empty when no file of the host can have been changed. */
  Optional<String> preparedManifest() {
    return records.stream()
        .filter(each -> each.event() == Event.PREPARED)
        .map(JournalRecord::argument)
        .findFirst();
  }

  boolean holds(Event event) {
    return records.stream().anyMatch(each -> each.event() == event);
  }

  /** How many changes are on the host for certain: the next one may be, the ones after are not. */
  int changesDone() {
    return (int) records.stream().filter(each -> each.event() == Event.DONE).count();
  }

  TransactionRecord.State state() {
    Event last = records.isEmpty() ? Event.PREPARED : records.get(records.size() - 1).event();
    return switch (last) {
      case APPLIED -> TransactionRecord.State.APPLIED;
      case ROLLED_BACK -> TransactionRecord.State.ROLLED_BACK;
      case UNDONE -> TransactionRecord.State.UNDONE;
      case PREPARED, DONE, UNDOING -> TransactionRecord.State.INTERRUPTED;
    };
  }
}
