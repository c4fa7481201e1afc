package remediator.kernelimage;

import java.io.IOException;
import java.util.Arrays;

/**
 * The bits of one LZMA2 chunk, each decoded by a probability that learns from it (the range coder
 * of LZMA, as lib/xz/xz_dec_lzma2.c of Linux has it).
 *
 * <p>Whole trees of bits are decoded by one call that keeps the state in local variables: a field
 * read and written for each bit takes a third longer where the quick compiler (C1) made the code.
 * Reading beyond a chunk's end gives zeros, and {@link #isOverrun} then says so.
 */
final class RangeDecoder {
  private static final int PROBABILITY_BITS = 11;
  private static final int PROBABILITY_ONE = 1 << PROBABILITY_BITS;
  private static final int LEARNING_SHIFT = 5;

  /** Where the range is smaller, a byte is shifted in. */
  private static final int TOP_SHIFT = 24;

  /** Flips the highest bit, so that a signed comparison orders unsigned numbers. */
  private static final int SIGN = Integer.MIN_VALUE;

  private static final int START_BYTES = 5;
  private static final int CHUNK_BYTES_MAX = 1 << 16;

  /** Between two calls of {@link #isOverrun} no more is read (LZMA_IN_REQUIRED of Linux: 21). */
  private static final int SLACK_BYTES = 32;

  private final byte[] input = new byte[CHUNK_BYTES_MAX + SLACK_BYTES];
  private final short[] probabilities;
  private int end;
  private int at;
  private int range;
  private int code;

  RangeDecoder(int probabilities) {
    this.probabilities = new short[probabilities];
  }

  /** Forgets what was learnt. */
  void reset() {
    Arrays.fill(probabilities, (short) (PROBABILITY_ONE / 2));
  }

  /** Begins with a chunk's bytes. */
  void start(Bytes chunk) throws IOException {
    if (!chunk.has(0, START_BYTES) || chunk.u8(0) != 0) {
      throw new IOException("a chunk that begins otherwise than all do");
    }
    end = chunk.length();
    System.arraycopy(chunk.array(), chunk.arrayOffset(), input, 0, end);
    Arrays.fill(input, end, end + SLACK_BYTES, (byte) 0);
    range = -1;
    code = chunk.bigEndian(true).i32(1);
    at = START_BYTES;
  }

  boolean isOverrun() {
    return at > end;
  }

  /** Whether all was used, and nothing is left over. */
  boolean isFinished() {
    normalize();
    return at == end && code == 0;
  }

  /** One bit. */
  int bit(int index) {
    normalize();
    int probability = probabilities[index];
    int bound = (range >>> PROBABILITY_BITS) * probability;
    if (code + SIGN < bound + SIGN) {
      range = bound;
      probabilities[index] = raised(probability);
      return 0;
    }
    range -= bound;
    code -= bound;
    probabilities[index] = lowered(probability);
    return 1;
  }

  /** Bits from the highest on, until with a one before them they are at least {@code limit}. */
  int tree(int base, int limit) {
    byte[] bytes = input;
    short[] table = probabilities;
    int next = at;
    int width = range;
    int value = code;
    int symbol = 1;
    do {
      if (width >>> TOP_SHIFT == 0) {
        width <<= Byte.SIZE;
        value = value << Byte.SIZE | (bytes[next++] & 0xff);
      }
      int probability = table[base + symbol];
      int bound = (width >>> PROBABILITY_BITS) * probability;
      // What the bit is, is as good as random: computed, not branched upon. All ones for a zero.
      int zero = (int) (((value & 0xffffffffL) - (bound & 0xffffffffL)) >> (Long.SIZE - 1));
      width = (bound & zero) + ((width - bound) & ~zero);
      value -= bound & ~zero;
      table[base + symbol] = learnt(probability, zero);
      symbol = (symbol << 1) + 1 + zero;
    } while (symbol < limit);
    at = next;
    range = width;
    code = value;
    return symbol;
  }

  /** Eight bits, guessed from those of a byte that stood at the same distance before. */
  int matchedTree(int base, int matched) {
    byte[] bytes = input;
    short[] table = probabilities;
    int next = at;
    int width = range;
    int value = code;
    int symbol = 1;
    int offset = 0x100;
    int guess = matched;
    do {
      if (width >>> TOP_SHIFT == 0) {
        width <<= Byte.SIZE;
        value = value << Byte.SIZE | (bytes[next++] & 0xff);
      }
      guess <<= 1;
      int guessed = guess & offset;
      int index = base + offset + guessed + symbol;
      int probability = table[index];
      int bound = (width >>> PROBABILITY_BITS) * probability;
      int zero = (int) (((value & 0xffffffffL) - (bound & 0xffffffffL)) >> (Long.SIZE - 1));
      width = (bound & zero) + ((width - bound) & ~zero);
      value -= bound & ~zero;
      table[index] = learnt(probability, zero);
      symbol = (symbol << 1) + 1 + zero;
      offset &= guessed ^ zero;
    } while (symbol < 0x100);
    at = next;
    range = width;
    code = value;
    return symbol;
  }

  /** Bits from the lowest on. */
  int reverseTree(int base, int bits) {
    int symbol = 1;
    int result = 0;
    for (int i = 0; i < bits; i++) {
      int bit = bit(base + symbol);
      symbol = symbol << 1 | bit;
      result |= bit << i;
    }
    return result;
  }

  /** Bits of which one is as likely as the other. */
  int direct(int bits) {
    int result = 0;
    for (int i = 0; i < bits; i++) {
      normalize();
      range >>>= 1;
      code -= range;
      int zero = code >> (Integer.SIZE - 1);
      code += range & zero;
      result = (result << 1) + 1 + zero;
    }
    return result;
  }

  private void normalize() {
    if (range >>> TOP_SHIFT == 0) {
      range <<= Byte.SIZE;
      code = code << Byte.SIZE | (input[at++] & 0xff);
    }
  }

  private static short raised(int probability) {
    return (short) (probability + ((PROBABILITY_ONE - probability) >>> LEARNING_SHIFT));
  }

  private static short lowered(int probability) {
    return (short) (probability - (probability >>> LEARNING_SHIFT));
  }

  /** Raised where {@code zero} is all ones, lowered where it is none. */
  private static short learnt(int probability, int zero) {
    int rounding = zero & ((1 << LEARNING_SHIFT) - 1 - PROBABILITY_ONE);
    return (short) (probability - ((probability + rounding) >> LEARNING_SHIFT));
  }
}
