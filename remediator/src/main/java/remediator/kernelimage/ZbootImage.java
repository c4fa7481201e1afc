package remediator.kernelimage;

import remediator.kernelimage.Layer.Place;

/**
 * A packed kernel with an EFI program before it that unpacks it: arm64, riscv and LoongArch since
 * Linux 6.1 (drivers/firmware/efi/libstub/zboot-header.S).
 */
final class ZbootImage implements Wrapping {
  private static final int HEADER_BYTES = 0x40;
  private static final int PAYLOAD_OFFSET = 8;
  private static final int PAYLOAD_LENGTH = 12;

  @Override
  public boolean isAround(Layer layer) {
    Bytes bytes = layer.bytes();
    return bytes.has(0, HEADER_BYTES) && bytes.startsWith("MZ", 0) && bytes.startsWith("zimg", 4);
  }

  /**
   * Here, unlike in a bzImage, the stated length leaves out the unpacked size that follows after
   * every method but gzip (Makefile.zboot).
   */
  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    Bytes bytes = layer.bytes();
    Bytes payload =
        layer.part(
            bytes.u32(PAYLOAD_OFFSET), bytes.u32(PAYLOAD_LENGTH), "the packed kernel of zboot");
    return layer.without("zboot", payload, Place.PAYLOAD);
  }
}
