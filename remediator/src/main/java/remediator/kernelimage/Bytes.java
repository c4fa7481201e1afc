package remediator.kernelimage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A run of bytes inside an array, read with a byte order; no copy is made.
 *
 * <p>Offsets count from the run's start; reading beyond its end throws {@link
 * IndexOutOfBoundsException}, so callers ask {@link #has} first.
 */
final class Bytes {
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] array;
  private final int start;
  private final int length;
  private final boolean bigEndian;

  private Bytes(byte[] array, int start, int length, boolean bigEndian) {
    this.array = array;
    this.start = start;
    this.length = length;
    this.bigEndian = bigEndian;
  }

  private static VarHandle view(Class<?> words, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(words, order);
  }

  /** All of an array, least significant byte first; the array is not copied. */
  static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length, false);
  }

  /** The same bytes read with another byte order. */
  Bytes bigEndian(boolean big) {
    return new Bytes(array, start, length, big);
  }

  boolean isBigEndian() {
    return bigEndian;
  }

  /** A part of this run; empty parts are allowed. */
  Bytes slice(int from, int count) {
    if (!has(from, count)) {
      throw new IndexOutOfBoundsException(from + "+" + count + " of " + length);
    }
    return new Bytes(array, start + from, count, bigEndian);
  }

  int length() {
    return length;
  }

  /** Whether {@code count} bytes lie at {@code offset}; false for negative numbers too. */
  boolean has(long offset, long count) {
    return offset >= 0 && count >= 0 && offset <= length - count;
  }

  int u8(int offset) {
    return array[at(offset, 1)] & 0xff;
  }

  int u16(int offset) {
    int first = u8(offset);
    int second = u8(offset + 1);
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  /** Four bytes as a signed number; {@code & 0xffffffffL} makes it unsigned. */
  int i32(int offset) {
    int at = at(offset, Integer.BYTES);
    return (int) (bigEndian ? INT_BE : INT_LE).get(array, at);
  }

  long u32(int offset) {
    return i32(offset) & 0xffffffffL;
  }

  long i64(int offset) {
    int at = at(offset, Long.BYTES);
    return (long) (bigEndian ? LONG_BE : LONG_LE).get(array, at);
  }

  /** Whether these bytes stand there, given as text of one character per byte. */
  boolean startsWith(String text, int offset) {
    if (!has(offset, text.length())) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (array[start + offset + i] != (byte) text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Text of one character per byte. */
  String latin1(int offset, int count) {
    return new String(array, at(offset, count), count, StandardCharsets.ISO_8859_1);
  }

  /** Text up to a zero byte; empty when none lies in the next {@code most} bytes, or at once. */
  Optional<String> text(int offset, int most) {
    String window = latin1(offset, Math.min(most, length - offset));
    int end = window.indexOf('\0');
    return end <= 0 ? Optional.empty() : Optional.of(window.substring(0, end));
  }

  /** The array behind, for decoders that take one; this run is at {@link #arrayOffset}. */
  byte[] array() {
    return array;
  }

  int arrayOffset() {
    return start;
  }

  private int at(int offset, int count) {
    if (!has(offset, count)) {
      throw new IndexOutOfBoundsException(offset + " of " + length);
    }
    return start + offset;
  }
}
