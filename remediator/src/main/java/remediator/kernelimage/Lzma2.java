package remediator.kernelimage;

import java.io.IOException;

/**
 * LZMA2, the packing inside xz: chunks of LZMA or of plain bytes, unpacked to where they belong in
 * one array, which is its own dictionary (as lib/xz/xz_dec_lzma2.c of Linux does in its single-call
 * mode).
 *
 * <p>The library's decoder goes through a dictionary and streams, and takes half as long again.
 */
final class Lzma2 {
  private static final int STATES = 12;
  private static final int FIRST_STATE_AFTER_MATCH = 7;
  private static final int POSITION_STATES_MAX = 16;
  private static final int LITERAL_PROBABILITIES = 0x300;
  private static final int LITERAL_CONTEXT_BITS_MAX = 4;
  private static final int MATCH_BYTES_MIN = 2;

  // Where each kind of bit has its probabilities.
  private static final int IS_MATCH = 0;
  private static final int IS_REPEATED = IS_MATCH + STATES * POSITION_STATES_MAX;
  private static final int IS_OTHER_DISTANCE = IS_REPEATED + STATES;
  private static final int IS_NOT_SECOND = IS_OTHER_DISTANCE + STATES;
  private static final int IS_NOT_THIRD = IS_NOT_SECOND + STATES;
  private static final int IS_LONG = IS_NOT_THIRD + STATES;
  private static final int SLOTS = IS_LONG + STATES * POSITION_STATES_MAX;
  private static final int NEAR_DISTANCES = SLOTS + 4 * 64;
  private static final int ALIGNMENT = NEAR_DISTANCES + 128;
  private static final int LENGTH = ALIGNMENT + 16;
  private static final int LENGTH_PROBABILITIES = 2 + 2 * 8 * POSITION_STATES_MAX + 256;
  private static final int REPEATED_LENGTH = LENGTH + LENGTH_PROBABILITIES;
  private static final int LITERALS = REPEATED_LENGTH + LENGTH_PROBABILITIES;
  private static final int ALL = LITERALS + (LITERAL_PROBABILITIES << LITERAL_CONTEXT_BITS_MAX);

  private final RangeDecoder bits = new RangeDecoder(ALL);
  private final byte[] plain;
  private final int start;
  private final Unpacking unpacking;
  private int at;
  private int dictionaryStart;
  private int literalContextBits;
  private int literalPositionMask;
  private int positionMask;
  private int state;
  private int distance;
  private int secondDistance;
  private int thirdDistance;
  private int fourthDistance;

  /** Unpacks to {@code plain} from {@code start} on. */
  Lzma2(byte[] plain, int start, Unpacking unpacking) {
    this.plain = plain;
    this.start = start;
    this.unpacking = unpacking;
    this.at = start;
    this.dictionaryStart = start;
  }

  /** Unpacks chunks that were walked before, up to their end mark; how much came out. */
  int unpack(Bytes chunks) throws IOException, UnreadableImageException {
    int next = 0;
    for (int control = chunks.u8(next++); control != 0; control = chunks.u8(next++)) {
      unpacking.checkTime();
      int size = bigEndian(chunks, next) + 1;
      next += Short.BYTES;
      if (control >= 0x80) {
        next = packed(chunks, next, control, size + ((control & 0x1f) << 16));
      } else {
        next = unpacked(chunks, next, control, size);
      }
    }
    return at - start;
  }

  private int unpacked(Bytes chunks, int offset, int control, int size) throws IOException {
    if (control == 1) {
      dictionaryStart = at;
    }
    room(size);
    System.arraycopy(chunks.array(), chunks.arrayOffset() + offset, plain, at, size);
    at += size;
    return offset + size;
  }

  private int packed(Bytes chunks, int offset, int control, int size) throws IOException {
    int packedBytes = bigEndian(chunks, offset) + 1;
    int begin = offset + Short.BYTES;
    if (control >= 0xe0) {
      dictionaryStart = at;
    }
    if (control >= 0xc0) {
      properties(chunks.u8(begin++));
    }
    if (control >= 0xa0) {
      bits.reset();
      state = 0;
      distance = 0;
      secondDistance = 0;
      thirdDistance = 0;
      fourthDistance = 0;
    }
    room(size);
    bits.start(chunks.slice(begin, packedBytes));
    symbols(at + size);
    return begin + packedBytes;
  }

  /** Section 5.3.1 of xz-file-format.txt and lzma_lzma_lclppb_decode of XZ Utils. */
  private void properties(int properties) throws IOException {
    int positionBits = properties / 45;
    int literalPositionBits = properties % 45 / 9;
    literalContextBits = properties % 9;
    if (positionBits > 4 || literalContextBits + literalPositionBits > LITERAL_CONTEXT_BITS_MAX) {
      throw new IOException("properties that LZMA2 does not have");
    }
    literalPositionMask = (1 << literalPositionBits) - 1;
    positionMask = (1 << positionBits) - 1;
  }

  private void symbols(int limit) throws IOException {
    while (at < limit) {
      int positionState = (at - dictionaryStart) & positionMask;
      if (bits.bit(IS_MATCH + state * POSITION_STATES_MAX + positionState) == 0) {
        literal();
      } else if (bits.bit(IS_REPEATED + state) == 0) {
        match(positionState, limit);
      } else {
        repeatedMatch(positionState, limit);
      }
      if (bits.isOverrun()) {
        throw new IOException("a chunk that holds less than it says");
      }
    }
    if (!bits.isFinished()) {
      throw new IOException("a chunk that holds more than it says");
    }
  }

  private void literal() throws IOException {
    int before = at > dictionaryStart ? plain[at - 1] & 0xff : 0;
    int context =
        (((at - dictionaryStart) & literalPositionMask) << literalContextBits)
            + (before >>> (Byte.SIZE - literalContextBits));
    int base = LITERALS + LITERAL_PROBABILITIES * context;
    if (state < FIRST_STATE_AFTER_MATCH) {
      plain[at] = (byte) bits.tree(base, 0x100);
      state = Math.max(0, state - 3);
    } else {
      checkDistance();
      plain[at] = (byte) bits.matchedTree(base, plain[at - distance - 1] & 0xff);
      state -= state < 10 ? 3 : 6;
    }
    at++;
  }

  private void match(int positionState, int limit) throws IOException {
    fourthDistance = thirdDistance;
    thirdDistance = secondDistance;
    secondDistance = distance;
    state = state < FIRST_STATE_AFTER_MATCH ? 7 : 10;
    int length = length(LENGTH, positionState);
    int slot = bits.tree(SLOTS + (Math.min(length - MATCH_BYTES_MIN, 3) << 6), 64) - 64;
    distance = slot < 4 ? slot : distance(slot);
    copy(length, limit);
  }

  private int distance(int slot) {
    int lowBits = (slot >>> 1) - 1;
    int high = (2 | (slot & 1)) << lowBits;
    if (slot < 14) {
      return high + bits.reverseTree(NEAR_DISTANCES + high - slot, lowBits);
    }
    int middle = bits.direct(lowBits - 4) << 4;
    return high + middle + bits.reverseTree(ALIGNMENT, 4);
  }

  /** A match at one of the last four distances, or one byte at the last. */
  private void repeatedMatch(int positionState, int limit) throws IOException {
    boolean afterMatch = state >= FIRST_STATE_AFTER_MATCH;
    if (bits.bit(IS_OTHER_DISTANCE + state) == 1) {
      turnDistances();
    } else if (bits.bit(IS_LONG + state * POSITION_STATES_MAX + positionState) == 0) {
      state = afterMatch ? 11 : 9;
      copy(1, limit);
      return;
    }
    state = afterMatch ? 11 : 8;
    copy(length(REPEATED_LENGTH, positionState), limit);
  }

  private void turnDistances() {
    int chosen = secondDistance;
    if (bits.bit(IS_NOT_SECOND + state) == 1) {
      chosen = thirdDistance;
      if (bits.bit(IS_NOT_THIRD + state) == 1) {
        chosen = fourthDistance;
        fourthDistance = thirdDistance;
      }
      thirdDistance = secondDistance;
    }
    secondDistance = distance;
    distance = chosen;
  }

  /** Three trees: 2 to 9, 10 to 17, 18 to 273. */
  private int length(int base, int positionState) {
    int trees = base + 2;
    if (bits.bit(base) == 0) {
      return bits.tree(trees + (positionState << 3), 8) - 8 + MATCH_BYTES_MIN;
    }
    int middle = trees + (POSITION_STATES_MAX << 3);
    if (bits.bit(base + 1) == 0) {
      return bits.tree(middle + (positionState << 3), 8) + MATCH_BYTES_MIN;
    }
    return bits.tree(middle + (POSITION_STATES_MAX << 3), 256) - 256 + 16 + MATCH_BYTES_MIN;
  }

  private void copy(int length, int limit) throws IOException {
    checkDistance();
    if (length > limit - at) {
      throw new IOException("a chunk that holds more than it says");
    }
    byte[] bytes = plain;
    int to = at;
    int from = to - distance - 1;
    int end = to + length;
    while (to < end) {
      bytes[to++] = bytes[from++];
    }
    at = end;
  }

  private void checkDistance() throws IOException {
    if (distance < 0 || distance >= at - dictionaryStart) {
      throw new IOException("a match before the beginning");
    }
  }

  private void room(int size) throws IOException {
    if (size > plain.length - at) {
      throw new IOException("more than its chunks state");
    }
  }

  private static int bigEndian(Bytes bytes, int offset) {
    return bytes.u8(offset) << 8 | bytes.u8(offset + 1);
  }
}
