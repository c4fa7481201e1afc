package remediator.kernelimage;

import remediator.kernelimage.Layer.Place;

/**
 * An image of s390, packed or not (arch/s390/boot/head.S: the magic that kexec and zipl look for).
 * The kernel inside is flat, most significant byte first.
 */
final class S390Image implements Wrapping {
  private static final String WORD = "s390 image";
  private static final String MAGIC = "S390EP";
  private static final int MAGIC_OFFSET = 0x10008;

  @Override
  public boolean isAround(Layer layer) {
    return layer.bytes().startsWith(MAGIC, MAGIC_OFFSET);
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    return PayloadScan.in(layer, WORD, MAGIC_OFFSET, limits)
        .orElseGet(() -> layer.without(WORD, layer.bytes(), Place.KERNEL));
  }
}
