package remediator.kernelimage;

import java.util.Optional;
import remediator.kernelimage.Layer.Place;

/**
 * The search for a packed kernel where no header says where it lies.
 *
 * <p>What is found counts when it unpacks to its end, checksum included, and takes up most of what
 * was searched; a kernel may also carry smaller streams, such as its configuration.
 */
final class PayloadScan {
  /** Streams that are tried; what looks like one by chance is rare. */
  static final int TRIES_MAX = 8;

  private static final int STEP_BYTES = 1 << 20;

  private PayloadScan() {}

  /**
   * The unpacked payload, from an offset on; empty when nothing there looks like one.
   *
   * @throws UnreadableImageException when something looks like one and cannot be unpacked
   */
  static Optional<Layer> in(Layer layer, String wrapping, int from, ImageLimits limits)
      throws UnreadableImageException {
    Bytes bytes = layer.bytes();
    Optional<UnreadableImageException> failure = Optional.empty();
    int at = candidate(bytes, from, limits);
    for (int tries = 0; at < bytes.length() && tries < TRIES_MAX; tries++) {
      Layer payload = layer.without(wrapping, bytes.slice(at, bytes.length() - at), Place.PAYLOAD);
      try {
        Packing method = PackedLayer.methodAt(bytes, at).orElseThrow();
        Unpacked unpacked = PackedLayer.unpack(method, payload, limits);
        if (unpacked.packedBytes() >= (bytes.length() - from) / 2) {
          return Optional.of(payload.without(method.word(), unpacked.plain(), Place.CONTENT));
        }
      } catch (UnreadableImageException e) {
        failure = failure.or(() -> Optional.of(e));
      }
      at = candidate(bytes, at + 1, limits);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.empty();
  }

  /** Where a stream seems to begin; the end when none does. */
  private static int candidate(Bytes bytes, int from, ImageLimits limits)
      throws UnreadableImageException {
    for (int at = from; at < bytes.length(); at++) {
      if (at % STEP_BYTES == 0 && limits.timeIsUp().getAsBoolean()) {
        throw new UnreadableImageException("takes too long to search for the packed kernel");
      }
      if (isFirstByte(bytes.u8(at)) && PackedLayer.methodAt(bytes, at).isPresent()) {
        return at;
      }
    }
    return bytes.length();
  }

  /** Of gzip, bzip2, lzma, xz, lzop, lz4 and zstd, in this order. */
  private static boolean isFirstByte(int value) {
    return switch (value) {
      case 0x1f, 'B', 0x5d, 0xfd, 0x89, 0x02, 0x28 -> true;
      default -> false;
    };
  }
}
