package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageHeaderTest {
  private static final ImageHeader NOTHING = new ImageHeader(Optional.empty(), Optional.empty());

  @Test
  void theVersionStringNamesTheRelease() {
    ImageHeader header = ImageHeader.parse(KernelProbeTest.header("3.10.0-514.el7.x86_64"));
    assertEquals(Optional.of("3.10.0-514.el7.x86_64"), header.release());
    assertEquals(Optional.empty(), header.architecture());
  }

  @Test
  void aFlagTellsSixtyFourBitsFromThirtyTwo() {
    byte[] image = KernelProbeTest.header("1");
    image[0x236] = 1;
    assertEquals(Optional.of("x86_64"), ImageHeader.parse(image).architecture());
  }

  @Test
  void everyTruncationIsHarmless() {
    byte[] image = KernelProbeTest.header("5.4.0");
    for (int length = 0; length <= 0x500; length++) {
      assertEquals(Optional.empty(), ImageHeader.parse(Arrays.copyOf(image, length)).release());
    }
  }

  @Test
  void aPointerPastTheEndNamesNothing() {
    byte[] image = KernelProbeTest.header("5.4.0");
    image[0x20e] = (byte) 0xff;
    image[0x20f] = (byte) 0xff;
    assertEquals(Optional.empty(), ImageHeader.parse(image).release());
  }

  @Test
  void otherFilesSayNothing() {
    assertEquals(NOTHING, ImageHeader.parse(new byte[4096]));
    assertEquals(NOTHING, ImageHeader.parse(new byte[0]));
  }
}
