package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ImageReaderTest {
  private static final ImageLimits LIMITS = ImageLimits.shipped(() -> false);

  private static String reason(byte[] file, ImageLimits limits) {
    return ImageReader.read(file, limits).match(read -> "read " + read, Function.identity());
  }

  @Test
  void whatIsNoImageIsUnreadable() {
    assertEquals(
        "not a kernel image of a known kind: what lies in the file begins with nothing",
        reason(new byte[0], LIMITS));
  }

  @Test
  void anElfFileWithoutATableIsUnreadable() {
    String reason = reason(Packer.ZSTD.pack(ImageBuilder.elf(50_000)), LIMITS);

    assertTrue(reason.length() > 20 && !reason.startsWith("read "), reason);
  }

  /** The bounds allow it, and the heap does not. */
  @Test
  void whatDoesNotFitIntoMemoryIsUnreadable() {
    long heap = Runtime.getRuntime().maxMemory();
    int most = (int) Math.min(Integer.MAX_VALUE - 8, heap);
    ImageLimits boundless = new ImageLimits(most, Integer.MAX_VALUE, () -> false);
    byte[] payload = Packer.LZMA.packSized(ImageBuilder.elf(5_000));
    byte[] image = ImageBuilder.bzImage(payload);
    byte[] forged = ImageBuilder.putInt(image, image.length - 8, most);

    assertEquals(
        "the memory of this process does not suffice to unpack it", reason(forged, boundless));
  }
}
