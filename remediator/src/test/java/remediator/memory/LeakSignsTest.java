package remediator.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.memory.LeakSign.State;

class LeakSignsTest {
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({"9,9,NO_SIGN", "10,9,LEAKING", "0,9,NO_SIGN", "65535,61,LEAKING"})
  void moreOwnersOfSlabCachesThanCgroupsIsTheLeak(long owners, long cgroups, LeakVerdict verdict) {
    assertEquals(verdict, signs(owners, cgroups, GIB, 100 * GIB).verdict());
  }

  @ParameterizedTest
  @CsvSource({"10,NO_SIGN", "11,SUSPECTED"})
  void slabAboveATenthOfMemoryIsASuspicionOnly(long gib, LeakVerdict verdict) {
    assertEquals(verdict, signs(1, 1, gib * GIB, 100 * GIB).verdict());
  }

  @Test
  void anUnreadSignIsNeverNoSign() {
    LeakSigns unread = new LeakSigns(LeakFacts.signs(Optional.empty(), 1, GIB, 100 * GIB));
    assertEquals(LeakVerdict.UNKNOWN, unread.verdict());
    assertEquals(State.UNKNOWN, unread.signs().get(0).state());
  }

  @Test
  void aLogThatCannotBeReadHidesNoFigure() {
    List<LeakSign> figures =
        new ArrayList<>(LeakFacts.signs(Optional.of(1L), 1, GIB, 100 * GIB).subList(0, 2));
    figures.add(LeakFacts.nothing().get(2));
    assertEquals(LeakVerdict.NO_SIGN, new LeakSigns(figures).verdict());
    assertEquals(LeakVerdict.UNKNOWN, new LeakSigns(LeakFacts.nothing()).verdict());
  }

  @Test
  void withoutOwnersNobodyNeedsToCountCgroups() {
    LeakSign sign = LeakFacts.withoutCgroups(0).get(0);
    assertEquals(State.NOT_SHOWN, sign.state());
    assertEquals(State.UNKNOWN, LeakFacts.withoutCgroups(1).get(0).state());
  }

  @Test
  void memoryOfZeroIsNoDenominator() {
    assertEquals(LeakVerdict.UNKNOWN, signs(1, 1, GIB, 0).verdict());
  }

  private static LeakSigns signs(long owners, long cgroups, long slab, long total) {
    return new LeakSigns(LeakFacts.signs(Optional.of(owners), cgroups, slab, total));
  }
}
