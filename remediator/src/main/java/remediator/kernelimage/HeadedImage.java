package remediator.kernelimage;

/**
 * An Image of arm64 or riscv: a header of 64 bytes whose last word but one is the magic, then the
 * kernel as it lies in memory (Documentation/arch/arm64/booting.rst, arch/riscv/boot-image-header).
 */
record HeadedImage(String word, String magic) implements Wrapping {
  private static final int MAGIC_OFFSET = 0x38;

  @Override
  public boolean isAround(Layer layer) {
    return layer.bytes().startsWith(magic, MAGIC_OFFSET);
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) {
    return layer.without(word, layer.bytes(), Layer.Place.KERNEL);
  }
}
