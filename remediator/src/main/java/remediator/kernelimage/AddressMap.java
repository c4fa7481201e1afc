package remediator.kernelimage;

/**
 * Where in the image's bytes each address of the running kernel lies, and what may be read there.
 *
 * <p>Positions are indexes of the array behind the image; addresses are unsigned. Every question is
 * total: an address that is nowhere has position -1. A word is read only at a position that this
 * map gave out, or that {@link #end} bounds.
 */
final class AddressMap {
  private final byte[] array;
  private final Machine machine;
  private final int wordBytes;
  private final Segment[] segments;
  private final long lowest;
  private final long highest;

  /**
   * A run of memory that the image fills.
   *
   * @param memoryBytes its length in memory; what is beyond the file's bytes is zero there
   */
  record Segment(long address, int start, int bytes, long memoryBytes) {
    int end() {
      return start + bytes;
    }

    long last() {
      return address + Math.max(memoryBytes, 1) - 1;
    }
  }

  /** A map of at least one segment, ordered by position. */
  AddressMap(byte[] array, Machine machine, Segment... segments) {
    this.array = array;
    this.machine = machine;
    this.wordBytes = machine.wordBytes();
    this.segments = segments.clone();
    long low = segments[0].address();
    long high = segments[0].last();
    for (Segment segment : segments) {
      low = Long.compareUnsigned(segment.address(), low) < 0 ? segment.address() : low;
      high = Long.compareUnsigned(segment.last(), high) > 0 ? segment.last() : high;
    }
    this.lowest = low;
    this.highest = high;
  }

  Machine machine() {
    return machine;
  }

  byte[] array() {
    return array;
  }

  int segments() {
    return segments.length;
  }

  /** The first position in a segment that is aligned, in memory, to a word. */
  int start(int segment) {
    int past = (int) (segments[segment].address() & (wordBytes - 1));
    return segments[segment].start() + (past == 0 ? 0 : wordBytes - past);
  }

  /** The first position behind a segment. */
  int end(int segment) {
    return segments[segment].end();
  }

  /** The lowest address of all. */
  long lowest() {
    return lowest;
  }

  /** The highest address of all, of memory that the file does not fill too. */
  long highest() {
    return highest;
  }

  /** Where the byte of this address stands; -1 when the image does not fill it. */
  int position(long address) {
    for (Segment segment : segments) {
      long into = address - segment.address();
      if (into >= 0 && into < segment.bytes()) {
        return segment.start() + (int) into;
      }
    }
    return -1;
  }

  /** The address of the byte at a position inside a segment. */
  long address(int position) {
    for (Segment segment : segments) {
      if (position >= segment.start() && position < segment.end()) {
        return segment.address() + (position - segment.start());
      }
    }
    return 0;
  }

  /** The first position behind the segment that a position is in; 0 for none. */
  int endOf(int position) {
    for (Segment segment : segments) {
      if (position >= segment.start() && position < segment.end()) {
        return segment.end();
      }
    }
    return 0;
  }

  /** The unsigned word at a position. */
  long word(int position) {
    if (wordBytes == Integer.BYTES) {
      return int32(position) & 0xffffffffL;
    }
    long first = int32(position) & 0xffffffffL;
    long second = int32(position + Integer.BYTES) & 0xffffffffL;
    return machine.isBigEndian() ? (first << 32) | second : (second << 32) | first;
  }

  /** Writes a 64-bit word. */
  void put(int position, long word) {
    for (int i = 0; i < Long.BYTES; i++) {
      int significance = machine.isBigEndian() ? Long.BYTES - 1 - i : i;
      array[position + i] = (byte) (word >>> (8 * significance));
    }
  }

  /** Four bytes at a position. */
  int int32(int position) {
    byte[] a = array;
    int b0 = a[position] & 0xff;
    int b1 = a[position + 1] & 0xff;
    int b2 = a[position + 2] & 0xff;
    int b3 = a[position + 3] & 0xff;
    return machine.isBigEndian()
        ? (b0 << 24) | (b1 << 16) | (b2 << 8) | b3
        : (b3 << 24) | (b2 << 16) | (b1 << 8) | b0;
  }

  /** Two bytes at a position, unsigned. */
  int uint16(int position) {
    int b0 = array[position] & 0xff;
    int b1 = array[position + 1] & 0xff;
    return machine.isBigEndian() ? (b0 << 8) | b1 : (b1 << 8) | b0;
  }

  /**
   * The length of the printable text without blanks that stands at a position and ends in NUL; 0
   * when there is none, or it is longer than {@code longest}.
   */
  int textLength(int position, int longest) {
    int end = Math.min(endOf(position), position + longest + 1);
    for (int i = position; i < end; i++) {
      if (array[i] == 0) {
        return i - position;
      }
      if (array[i] <= ' ' || array[i] > '~') {
        return 0;
      }
    }
    return 0;
  }

  /** The text at an address, or an empty one where {@link #textLength} finds none. */
  String text(long address, int longest) {
    int position = position(address);
    return position < 0 ? "" : latin1(position, textLength(position, longest));
  }

  private String latin1(int position, int length) {
    return new String(array, position, length, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
