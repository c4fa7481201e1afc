package remediator.kernelimage;

import java.util.Arrays;

/**
 * Counts, for every address at which a flat image could begin, how many different names some
 * pointer would point to if it did.
 *
 * <p>Of fixed size; when it is full, new addresses are not counted any more. A real image gives
 * some thousand.
 */
final class BaseVotes {
  private static final int SLOTS = 1 << 16;
  private static final int FILLED_MAX = SLOTS / 4 * 3;

  private final long[] bases = new long[SLOTS];
  private final long[] names = new long[SLOTS];
  private int filled;

  /** Counts a name, of number 0 to 63, for an address. */
  void add(long base, int name) {
    int slot = (int) (((base >>> 12) * 0x9e3779b97f4a7c15L) >>> 48);
    while (names[slot] != 0 && bases[slot] != base) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (names[slot] == 0) {
      if (filled == FILLED_MAX) {
        return;
      }
      filled++;
      bases[slot] = base;
    }
    names[slot] |= 1L << name;
  }

  /** Up to {@code most} addresses with at least so many names, the one with most of them first. */
  long[] best(int most, int atLeast) {
    long[] best = new long[most];
    int[] votes = new int[most];
    int count = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      int here = Long.bitCount(names[slot]);
      int place = count;
      while (place > 0 && votes[place - 1] < here) {
        place--;
      }
      if (here >= atLeast && place < most) {
        count = Math.min(count + 1, most);
        System.arraycopy(best, place, best, place + 1, count - place - 1);
        System.arraycopy(votes, place, votes, place + 1, count - place - 1);
        best[place] = bases[slot];
        votes[place] = here;
      }
    }
    return Arrays.copyOf(best, count);
  }

  /** How many names were counted for an address. */
  int votes(long base) {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (bases[slot] == base && names[slot] != 0) {
        return Long.bitCount(names[slot]);
      }
    }
    return 0;
  }
}
