package remediator.kernelimage;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Finds a short run of bytes in a long one.
 *
 * <p>It looks at every n-th byte of the long one, n being the length of the short one: wherever
 * that stands, one of its bytes is looked at. Unlike skipping by what was seen (Boyer and Moore),
 * no look waits for the one before, which halves the time over 60 MB.
 */
final class ByteSearch {
  private static final int PART_BYTES = 1 << 20;

  private final byte[] array;
  private final int end;
  private final BooleanSupplier timeIsUp;
  private final byte[] wanted;

  /** For every byte, at which places of the wanted run it stands, one bit each. */
  private final int[] places = new int[256];

  /** Searches a run of bytes for text of one character per byte, 31 at most. */
  ByteSearch(Bytes bytes, BooleanSupplier timeIsUp, String text) {
    this.array = bytes.array();
    this.end = bytes.arrayOffset() + bytes.length();
    this.timeIsUp = timeIsUp;
    this.wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      places[wanted[i] & 0xff] |= 1 << i;
    }
  }

  /** Where it stands next, at or behind an index of the array; -1 when nowhere. */
  int next(int from) throws UnreadableImageException {
    int part = PART_BYTES / wanted.length * wanted.length;
    for (int i = from + wanted.length - 1; i < end; i += part) {
      if (timeIsUp.getAsBoolean()) {
        throw new UnreadableImageException("searching it took longer than allowed");
      }
      int found = part(i, (int) Math.min(end, i + (long) part), from);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  private int part(int first, int stop, int from) {
    byte[] a = array;
    int[] known = places;
    int step = wanted.length;
    for (int i = first; i < stop; i += step) {
      int here = known[a[i] & 0xff];
      if (here != 0) {
        int found = around(i, here);
        if (found >= from) {
          return found;
        }
      }
    }
    return -1;
  }

  /** Where it stands so that one of these places of it is here; the first of several. */
  private int around(int at, int here) {
    int left = here;
    while (left != 0) {
      int place = 31 - Integer.numberOfLeadingZeros(left);
      if (stands(at - place)) {
        return at - place;
      }
      left &= ~(1 << place);
    }
    return -1;
  }

  private boolean stands(int start) {
    if (start < 0 || start > end - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (array[start + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
