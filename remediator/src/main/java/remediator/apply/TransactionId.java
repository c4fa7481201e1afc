package remediator.apply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Gives a new transaction an id that sorts after every older one, even when the clock went back.
 */
final class TransactionId {
  /** Three digits; a host that makes more transactions in a second is told to wait. */
  private static final int NUMBER_MAX = 999;

  private static final int SECOND_CHARACTERS = "20260131T093011Z".length();
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TransactionId() {}

  /** {@code older} are the ids in use, sorted. */
  static String next(Instant now, List<String> older) {
    String second = SECOND.format(now);
    String last = older.isEmpty() ? "" : older.get(older.size() - 1);
    if (last.compareTo(second) < 0) {
      return id(second, 1);
    }
    int number = Integer.parseInt(last.substring(SECOND_CHARACTERS + 1), 10);
    if (number == NUMBER_MAX) {
      Instant lastSecond = Instant.from(SECOND.parse(last.substring(0, SECOND_CHARACTERS)));
      return id(SECOND.format(lastSecond.plusSeconds(1)), 1);
    }
    return id(last.substring(0, SECOND_CHARACTERS), number + 1);
  }

  private static String id(String second, int number) {
    return String.format(Locale.ROOT, "%s-%03d", second, number);
  }
}
