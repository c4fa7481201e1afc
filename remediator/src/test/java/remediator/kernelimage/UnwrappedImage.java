package remediator.kernelimage;

/** Lets tests elsewhere look at what an image holds, before its tables are searched. */
public final class UnwrappedImage {
  private UnwrappedImage() {}

  /** The plain kernel of an image file, in an array of its own. */
  public static byte[] of(byte[] file) {
    try {
      Bytes bytes = ImageContainer.unwrap(file, ImageLimits.shipped(() -> false)).bytes();
      byte[] plain = new byte[bytes.length()];
      for (int i = 0; i < plain.length; i++) {
        plain[i] = (byte) bytes.u8(i);
      }
      return plain;
    } catch (UnreadableImageException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }
}
