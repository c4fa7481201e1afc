package remediator.kernelimage;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The unpacking of one layer, and the only place that knows what it may cost: bytes, ratio, time.
 *
 * <p>Nothing is allocated for a size that was merely stated before {@link #room} has held it
 * against the bounds.
 */
final class Unpacking {
  /** How much is unpacked between two looks at the clock. */
  private static final int STEP_BYTES = 1 << 20;

  /** Room to begin with when the size is not known. */
  private static final int FIRST_ROOM_BYTES = 16 << 20;

  private final String method;
  private final Layer layer;
  private final ImageLimits limits;

  Unpacking(String method, Layer layer, ImageLimits limits) {
    this.method = method;
    this.layer = layer;
    this.limits = limits;
  }

  /** The compressed stream, and perhaps more after it. */
  Bytes packed() {
    return layer.bytes();
  }

  /** Whether these bytes are a file of their own, so that the stream ends where they end. */
  boolean isWholeFile() {
    return layer.place() == Layer.Place.FILE;
  }

  /** The size that the container states; what comes out must have it. */
  OptionalLong stated() {
    return layer.plainBytes();
  }

  /** The most that may come out. */
  int plainBytesMax() {
    return (int) Math.min(limits.plainBytesMax(), (long) packed().length() * limits.ratioMax());
  }

  /** Holds a size that the stream states against the bounds and against the container's. */
  void expect(long plainBytes) throws UnreadableImageException {
    if (stated().isPresent() && stated().getAsLong() != plainBytes) {
      throw wrongSize(stated().getAsLong(), plainBytes);
    }
    if (plainBytes > plainBytesMax()) {
      throw tooLarge(plainBytes);
    }
  }

  /** An array of exactly this size, if it is within the bounds. */
  byte[] room(long plainBytes) throws UnreadableImageException {
    checkTime();
    if (plainBytes < 0 || plainBytes > plainBytesMax()) {
      throw tooLarge(plainBytes);
    }
    return new byte[(int) plainBytes];
  }

  void checkTime() throws UnreadableImageException {
    if (limits.timeIsUp().getAsBoolean()) {
      throw failure("takes too long to unpack");
    }
  }

  /**
   * Reads a decoder to its end.
   *
   * @param likely the size that is expected; the array grows beyond it where it is wrong
   */
  Bytes drain(Source source, OptionalLong likely) throws IOException, UnreadableImageException {
    byte[] plain = room(firstRoom(likely));
    int length = 0;
    while (true) {
      checkTime();
      if (length == plain.length) {
        byte[] beyond = new byte[1];
        if (source.read(beyond, 0, 1) < 0) {
          return Bytes.of(plain);
        }
        plain = larger(plain);
        plain[length++] = beyond[0];
      }
      int count = source.read(plain, length, Math.min(STEP_BYTES, plain.length - length));
      if (count < 0) {
        return Bytes.of(plain).slice(0, length);
      }
      length += count;
    }
  }

  /** Holds a result against the bounds and against what the container states. */
  Unpacked accepted(Unpacked unpacked) throws UnreadableImageException {
    long plainBytes = unpacked.plain().length();
    if (plainBytes > (long) unpacked.packedBytes() * limits.ratioMax()) {
      throw tooLarge(plainBytes);
    }
    if (stated().isPresent() && stated().getAsLong() != plainBytes) {
      throw wrongSize(stated().getAsLong(), plainBytes);
    }
    return unpacked;
  }

  UnreadableImageException failure(String what) {
    return new UnreadableImageException("the " + method + " data" + layer.where() + " " + what);
  }

  UnreadableImageException cutShort() {
    return failure("ends before its end: the file is cut short, or damaged");
  }

  UnreadableImageException wrongSize(long stated, long plainBytes) {
    return failure(
        String.format(
            Locale.ROOT,
            "unpacks to %d bytes, but %d are stated: the file is damaged",
            plainBytes,
            stated));
  }

  private UnreadableImageException tooLarge(long plainBytes) {
    return failure(
        String.format(
            Locale.ROOT,
            "would unpack to %d bytes; at most %d, and %d times its size, are read",
            plainBytes,
            limits.plainBytesMax(),
            limits.ratioMax()));
  }

  private long firstRoom(OptionalLong likely) throws UnreadableImageException {
    if (stated().isPresent()) {
      return stated().getAsLong();
    }
    long size = likely.orElse(0);
    return size > 0 && size <= plainBytesMax() ? size : Math.min(plainBytesMax(), FIRST_ROOM_BYTES);
  }

  private byte[] larger(byte[] full) throws UnreadableImageException {
    if (stated().isPresent() || full.length >= plainBytesMax()) {
      throw stated().isPresent()
          ? wrongSize(stated().getAsLong(), full.length + 1L)
          : tooLarge(full.length + 1L);
    }
    long size = full.length + full.length / 2 + (long) STEP_BYTES;
    return Arrays.copyOf(full, (int) Math.min(plainBytesMax(), size));
  }

  /** A decoder that is asked for more and more. */
  interface Source {
    /** Between 1 and {@code count} bytes, or -1 at an end that was found to be right. */
    int read(byte[] plain, int offset, int count) throws IOException, UnreadableImageException;
  }
}
