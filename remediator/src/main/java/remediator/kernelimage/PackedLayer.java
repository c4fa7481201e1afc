package remediator.kernelimage;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import remediator.kernelimage.Layer.Place;

/** A compressed file, or the compressed payload of a container. */
final class PackedLayer implements Wrapping {
  private static final List<Packing> METHODS =
      List.of(
          new Gzip(),
          new Xz(),
          new Zstd(),
          new Lz4Legacy(),
          new Lzop(),
          new LzmaAlone(),
          new Bzip2());

  @Override
  public boolean isAround(Layer layer) {
    return methodAt(layer.bytes(), 0).isPresent();
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    Packing method = methodAt(layer.bytes(), 0).orElseThrow();
    Unpacked unpacked = unpack(method, layer, limits);
    Place inside = layer.place() == Place.PAYLOAD ? Place.CONTENT : Place.FILE;
    return layer.without(method.word(), unpacked.plain(), inside);
  }

  /** The method of the stream that begins at an offset, if one does. */
  static Optional<Packing> methodAt(Bytes bytes, int offset) {
    for (Packing method : METHODS) {
      if (method.begins(bytes, offset)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /**
   * A payload whose last four bytes are its unpacked size: the kernel's build adds them after every
   * method but gzip, which ends in its size by itself (scripts/Makefile.lib, {@code size_append}).
   */
  static Layer withoutSize(Layer payload) {
    Bytes bytes = payload.bytes();
    int packed = bytes.length() - Integer.BYTES;
    boolean sized = packed >= 0 && methodAt(bytes, 0).filter(m -> !(m instanceof Gzip)).isPresent();
    return sized
        ? payload
            .withBytes(bytes.slice(0, packed))
            .withPlainBytes(OptionalLong.of(bytes.u32(packed)))
        : payload;
  }

  /** Unpacks the stream that the layer begins with; every way to fail ends in the one exception. */
  static Unpacked unpack(Packing method, Layer layer, ImageLimits limits)
      throws UnreadableImageException {
    Unpacking unpacking = new Unpacking(method.word(), layer, limits);
    try {
      return unpacking.accepted(method.unpack(unpacking));
    } catch (EOFException e) {
      throw unpacking.cutShort();
    } catch (IOException | RuntimeException | LinkageError e) {
      // Decoders that use native code or sun.misc.Unsafe fail in their own ways on bytes that are
      // not theirs, and in others on a Java that is not theirs.
      throw unpacking.failure("is damaged (" + reason(e) + ")");
    }
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
