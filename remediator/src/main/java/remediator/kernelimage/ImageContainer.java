package remediator.kernelimage;

import java.util.List;
import java.util.Locale;
import remediator.kernelimage.Layer.Place;

/**
 * Takes a kernel out of whatever it is wrapped in, wrapping by wrapping, each known by its content.
 *
 * <p>A signature of UEFI Secure Boot makes no wrapping of its own: it follows the image, and what
 * follows is never looked at. Checksums over a whole image are not asked for, because signing
 * changes them; those of the packed data are.
 */
final class ImageContainer {
  /**
   * In the order of asking: a UKI and a zboot image look like other kinds from further inside, and
   * some of Image's and zImage's headers are PE headers too.
   */
  private static final List<Wrapping> KINDS =
      List.of(
          new UnifiedKernelImage(),
          new ZbootImage(),
          new BzImage(),
          new HeadedImage("Image", "ARMd"),
          new HeadedImage("riscv Image", "RSC\u0005"),
          new ArmZImage(),
          new S390Image(),
          new ElfImage(),
          new PackedLayer());

  private ImageContainer() {}

  /**
   * The kernel in a file. The result may share the file's array.
   *
   * @throws UnreadableImageException when this is no kernel image of a known kind, when it is
   *     damaged or cut short, or when unpacking it would go beyond the limits; nothing else is
   *     thrown but {@link OutOfMemoryError}
   */
  static PlainImage unwrap(byte[] file, ImageLimits limits) throws UnreadableImageException {
    Layer layer = Layer.ofFile(file);
    while (!layer.isKernel()) {
      if (layer.wrappings().size() > ImageLimits.LAYERS_MAX) {
        throw new UnreadableImageException(
            "more than " + ImageLimits.LAYERS_MAX + " wrappings lie in each other");
      }
      layer = inner(layer, limits);
    }
    if (layer.bytes().length() == 0) {
      throw new UnreadableImageException("there is nothing" + layer.where());
    }
    return new PlainImage(layer.bytes(), layer.wrappings(), layer.version());
  }

  private static Layer inner(Layer layer, ImageLimits limits) throws UnreadableImageException {
    for (Wrapping kind : KINDS) {
      if (kind.isAround(layer)) {
        return kind.unwrap(layer, limits);
      }
    }
    if (layer.place() == Place.CONTENT) {
      return layer.asKernel();
    }
    throw new UnreadableImageException(
        "not a kernel image of a known kind: what lies"
            + (layer.wrappings().isEmpty() ? " in the file" : layer.where())
            + " begins with "
            + firstBytes(layer.bytes()));
  }

  private static String firstBytes(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(4, bytes.length()); i++) {
      text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", bytes.u8(i)));
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }
}
