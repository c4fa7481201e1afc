package remediator.kernelimage;

import remediator.kernelimage.ImageReading.Read;
import remediator.kernelimage.ImageReading.Unreadable;

/** Reads what a kernel image says of itself, from the bytes of its file. */
public final class ImageReader {
  private ImageReader() {}

  /**
   * What the image says, or why it cannot be told; nothing is thrown, whatever the bytes are.
   *
   * @param file the whole file; the array may be written to, so whoever wants its digest takes it
   *     before
   */
  public static ImageReading read(byte[] file, ImageLimits limits) {
    try {
      return new Read(ImageTables.read(ImageContainer.unwrap(file, limits), limits));
    } catch (UnreadableImageException e) {
      return new Unreadable(e.reason());
    } catch (OutOfMemoryError e) {
      // One allocation of tens of megabytes that was refused; all that was made for it is garbage.
      return new Unreadable("the memory of this process does not suffice to unpack it");
    }
  }
}
