package remediator.kernelimage;

/** A vmlinux: the ELF file of a linked kernel, as ppc64, s390 and user-mode Linux boot it. */
final class ElfImage implements Wrapping {
  private static final int HEADER_BYTES = 52;
  private static final int BYTE_ORDER_OFFSET = 5;
  private static final int MOST_SIGNIFICANT_FIRST = 2;
  private static final int TYPE_OFFSET = 16;
  private static final int EXECUTABLE = 2;

  /** What a relocatable kernel of ppc64 and s390 is. */
  private static final int SHARED = 3;

  @Override
  public boolean isAround(Layer layer) {
    return layer.bytes().startsWith("\u007fELF", 0);
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    Bytes elf = layer.bytes();
    if (elf.length() < HEADER_BYTES) {
      throw new UnreadableImageException("the ELF header" + layer.where() + " is cut short");
    }
    int type = elf.bigEndian(elf.u8(BYTE_ORDER_OFFSET) == MOST_SIGNIFICANT_FIRST).u16(TYPE_OFFSET);
    if (type != EXECUTABLE && type != SHARED) {
      throw new UnreadableImageException(
          "not a kernel image: the ELF file" + layer.where() + " is a module or an object file");
    }
    return layer.asKernel();
  }
}
