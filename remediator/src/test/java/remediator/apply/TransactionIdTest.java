package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TransactionIdTest {

  @Test
  void theFirstOfASecondIsNumberOne() {
    assertEquals("20260131T120000Z-001", TransactionId.next(Scene.NOON, List.of()));
    assertEquals(
        "20260131T120001Z-001",
        TransactionId.next(Scene.NOON.plusSeconds(1), List.of("20260131T120000Z-999")));
  }

  @Test
  void theNextInTheSameSecondCountsOn() {
    assertEquals(
        "20260131T120000Z-010",
        TransactionId.next(Scene.NOON, List.of("20200101T000000Z-001", "20260131T120000Z-009")));
  }

  @Test
  void aClockThatWentBackDoesNotChangeTheOrder() {
    assertEquals(
        "20300101T000000Z-002", TransactionId.next(Scene.NOON, List.of("20300101T000000Z-001")));
  }

  @Test
  void afterTheLastNumberComesTheNextSecond() {
    assertEquals(
        "20260131T120001Z-001", TransactionId.next(Scene.NOON, List.of("20260131T120000Z-999")));
  }
}
