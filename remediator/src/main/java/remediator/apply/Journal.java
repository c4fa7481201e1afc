package remediator.apply;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import remediator.apply.JournalRecord.Event;
import remediator.file.HostPath;
import remediator.host.WritableFiles;

/**
 * A transaction's journal, open for writing: a record counts when {@link #append} has returned.
 *
 * <p>Whatever a failed or interrupted append left behind the last good record is cut off before the
 * next one.
 */
final class Journal {
  private final WritableFiles files;
  private final HostPath path;
  private final Clock clock;
  private final List<JournalRecord> records;
  private long goodBytes;
  private boolean tailInDoubt;
  private boolean appliedInDoubt;

  private Journal(WritableFiles files, HostPath path, Clock clock, JournalText text) {
    this.files = files;
    this.path = path;
    this.clock = clock;
    this.records = new ArrayList<>(text.records());
    this.goodBytes = text.validBytes();
    this.appliedInDoubt = text.holds(Event.APPLIED);
  }

  /** The journal of a transaction that begins; its file exists and is empty. */
  static Journal begin(WritableFiles files, HostPath path, Clock clock) {
    return new Journal(files, path, clock, JournalText.EMPTY);
  }

  /** A journal that an earlier run left, with whatever lies behind its last good record. */
  static Journal reopen(WritableFiles files, HostPath path, Clock clock, JournalText text)
      throws IOException {
    Journal journal = new Journal(files, path, clock, text);
    journal.tailInDoubt =
        files.attributes(path).map(found -> found.sizeBytes() > text.validBytes()).orElse(false);
    return journal;
  }

  void append(Event event, String argument) throws IOException {
    if (tailInDoubt) {
      files.truncate(path, goodBytes);
      files.sync(path);
    }
    JournalRecord added = new JournalRecord(clock.instant(), event, argument);
    byte[] line = added.line();
    tailInDoubt = true;
    appliedInDoubt = appliedInDoubt || event == Event.APPLIED;
    files.append(path, line);
    files.sync(path);
    tailInDoubt = false;
    goodBytes += line.length;
    records.add(added);
  }

  /**
   * True when the disk may say {@code applied}, though the append may have failed: then undoing has
   * to be announced first, or a crash would leave half of it undone behind a closed journal.
   */
  boolean mayBeApplied() {
    return appliedInDoubt;
  }

  JournalText text() {
    return new JournalText(records, (int) goodBytes);
  }
}
