package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.apply.JournalRecord.Event;

final class JournalTextTest {
  private static final JournalRecord PREPARED =
      new JournalRecord(Scene.NOON, Event.PREPARED, "a".repeat(64));
  private static final JournalRecord DONE = new JournalRecord(Scene.NOON, Event.DONE, "0");

  @Test
  void aRecordIsOneReadableLine() {
    assertEquals("0027 55dca443 2026-01-31T12:00:00Z done 0\n", text(DONE.line()));
  }

  @Test
  void recordsAreReadBack() {
    JournalText parsed = JournalText.parse(bytes(text(PREPARED.line()) + text(DONE.line())));
    assertEquals(List.of(PREPARED, DONE), parsed.records());
    assertEquals(PREPARED.line().length + DONE.line().length, parsed.validBytes());
    assertEquals(1, parsed.changesDone());
    assertEquals(TransactionRecord.State.INTERRUPTED, parsed.state());
  }

  @Test
  void aTornTailIsCutOffAtEveryByte() {
    byte[] whole = bytes(text(PREPARED.line()) + text(DONE.line()));
    for (int length = PREPARED.line().length; length < whole.length; length++) {
      JournalText parsed = JournalText.parse(Arrays.copyOf(whole, length));
      assertEquals(List.of(PREPARED), parsed.records());
      assertEquals(PREPARED.line().length, parsed.validBytes());
    }
  }

  @Test
  void oneWrongByteAnywhereEndsTheRecord() {
    byte[] line = DONE.line();
    for (int at = 0; at < line.length; at++) {
      byte[] wrong = line.clone();
      wrong[at] ^= 1;
      assertEquals(List.of(), JournalText.parse(wrong).records(), "byte " + at);
    }
  }

  @Test
  void zerosFromAnUnwrittenSectorAreATornTail() {
    JournalText parsed = JournalText.parse(bytes(text(PREPARED.line()) + "\0".repeat(300)));
    assertEquals(List.of(PREPARED), parsed.records());
  }

  @Test
  void whatAnErrorSaysCannotForgeARecord() {
    String forged = "x\n" + text(new JournalRecord(Scene.NOON, Event.APPLIED, "").line());
    JournalRecord record = new JournalRecord(Scene.NOON, Event.UNDONE, forged);
    assertEquals(1, text(record.line()).chars().filter(c -> c == '\n').count());
    assertTrue(record.argument().length() <= 200, record.argument());
    assertEquals(List.of(record), JournalText.parse(record.line()).records());
  }

  @Test
  void theLastWordCounts() {
    assertEquals(TransactionRecord.State.APPLIED, state(Event.PREPARED, Event.APPLIED));
    assertEquals(
        TransactionRecord.State.INTERRUPTED, state(Event.PREPARED, Event.APPLIED, Event.UNDOING));
    assertEquals(
        TransactionRecord.State.ROLLED_BACK,
        state(Event.PREPARED, Event.APPLIED, Event.UNDOING, Event.ROLLED_BACK));
    assertEquals(TransactionRecord.State.UNDONE, state(Event.PREPARED, Event.UNDONE));
    assertEquals(TransactionRecord.State.INTERRUPTED, state());
  }

  private static TransactionRecord.State state(Event... events) {
    List<JournalRecord> records =
        Arrays.stream(events).map(each -> new JournalRecord(Scene.NOON, each, "")).toList();
    return new JournalText(records, 0).state();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
