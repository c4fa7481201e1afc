package remediator.kernelimage;

import java.util.Optional;

/**
 * A zImage of 32-bit ARM: code that unpacks, the packed kernel, sometimes device trees after it
 * (arch/arm/boot/compressed/head.S). The kernel inside is flat.
 */
final class ArmZImage implements Wrapping {
  private static final int MAGIC_OFFSET = 0x24;
  private static final int MAGIC = 0x016f2818;
  private static final int HEADER_BYTES = 0x30;

  @Override
  public boolean isAround(Layer layer) {
    Bytes bytes = layer.bytes();
    return bytes.has(0, HEADER_BYTES) && bytes.i32(MAGIC_OFFSET) == MAGIC;
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    Optional<Layer> packed = PayloadScan.in(layer, "zImage", HEADER_BYTES, limits);
    return packed.orElseThrow(
        () ->
            new UnreadableImageException(
                "no packed kernel is found in the zImage" + layer.where()));
  }
}
