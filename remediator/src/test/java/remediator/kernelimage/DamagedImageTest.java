package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.kernelimage.ImageBuilder.SETUP_BYTES;
import static remediator.kernelimage.ImageBuilder.bytes;
import static remediator.kernelimage.ImageBuilder.cut;
import static remediator.kernelimage.ImageBuilder.putInt;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are cut short, damaged, or forged to cost much: each ends in one sentence. */
final class DamagedImageTest {
  private static final byte[] KERNEL = ImageBuilder.elf(3_000);
  private static final ImageLimits LIMITS = ImageLimits.shipped(() -> false);
  private static final int PAYLOAD_OFFSET = 0x248;
  private static final int PAYLOAD_LENGTH = 0x24c;
  private static final int PAYLOAD = SETUP_BYTES + 100;

  /** What came out, if anything did. */
  private static Optional<byte[]> unwrapped(byte[] image) {
    try {
      return Optional.of(bytes(ImageContainer.unwrap(image, LIMITS).bytes()));
    } catch (UnreadableImageException e) {
      assertTrue(e.reason().length() > 20, e.reason());
      return Optional.empty();
    }
  }

  private static String refusal(byte[] image, ImageLimits limits) {
    return assertThrows(UnreadableImageException.class, () -> ImageContainer.unwrap(image, limits))
        .reason();
  }

  private static String refusal(byte[] image) {
    return refusal(image, LIMITS);
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aBzImageThatIsCutAnywhereIsRefused(Packer packer) {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));
    int end = image.length - 4;

    for (int length = 0; length < end; length++) {
      assertEquals(Optional.empty(), unwrapped(cut(image, length)), "cut to " + length);
    }
    assertTrue(unwrapped(cut(image, end)).isPresent());
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aPackedFileThatIsCutAnywhereIsRefused(Packer packer) {
    byte[] image = packer.pack(KERNEL);

    for (int length = 0; length < image.length; length++) {
      assertEquals(Optional.empty(), unwrapped(cut(image, length)), "cut to " + length);
    }
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void otherContainersThatAreCutAreRefusedOrUnharmed(Packer packer) {
    byte[] zImage = ImageBuilder.zImage(packer, KERNEL);
    byte[] zboot = ImageBuilder.zboot(packer, KERNEL);

    for (int length = 0; length < Math.max(zImage.length, zboot.length); length += 3) {
      assertUnharmed(cut(zImage, Math.min(length, zImage.length)));
      assertUnharmed(cut(zboot, Math.min(length, zboot.length)));
    }
  }

  /** A flipped bit is found by a checksum, or it lies where it does not matter. */
  @ParameterizedTest
  @EnumSource(Packer.class)
  void flippedBitsAreFoundOrDoNoHarm(Packer packer) {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));

    for (int at = SETUP_BYTES - 1600; at < image.length; at++) {
      byte[] flipped = image.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      if (packer.isChecked()) {
        assertUnharmed(flipped);
      } else {
        unwrapped(flipped).ifPresent(plain -> assertEquals(KERNEL.length, plain.length));
      }
    }
  }

  private static void assertUnharmed(byte[] image) {
    unwrapped(image).ifPresent(plain -> assertArrayEquals(KERNEL, plain));
  }

  @ParameterizedTest
  @EnumSource(value = Packer.class, mode = EnumSource.Mode.EXCLUDE, names = "GZIP")
  void aStatedSizeMustBeExact(Packer packer) {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));
    int size = image.length - 8;

    for (int forged : new int[] {0, 1, KERNEL.length - 1, KERNEL.length + 1, 10 * 3_000}) {
      assertEquals(Optional.empty(), unwrapped(putInt(image, size, forged)), "size " + forged);
    }
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aForgedSizeAllocatesNothing(Packer packer) {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));

    for (int forged : new int[] {Integer.MAX_VALUE, -1, 600_000 * 1_000}) {
      byte[] forgery = putInt(image, image.length - 8, forged);
      long before = allocated();
      assertEquals(Optional.empty(), unwrapped(forgery));
      long allocated = allocated() - before;
      assertTrue(allocated < 32 << 20, packer + " allocates " + allocated);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7fff_ffff, -1, -2000})
  void aForgedPayloadIsRefused(int forged) {
    byte[] image = ImageBuilder.bzImage(Packer.ZSTD.packSized(KERNEL));

    assertEquals(Optional.empty(), unwrapped(putInt(image, PAYLOAD_OFFSET, forged)));
    // A length of 0 is how images before protocol 2.08 look: those are searched.
    assertEquals(forged == 0, unwrapped(putInt(image, PAYLOAD_LENGTH, forged)).isPresent());
  }

  @Test
  void thePlaceOfTheDamageIsNamed() {
    byte[] image = ImageBuilder.bzImage(Packer.GZIP.pack(KERNEL));
    byte[] uki = ImageBuilder.uki(putInt(image, PAYLOAD + 2000, 0), "6.1");

    String cutShort = "the packed kernel of the bzImage is cut short:";
    assertEquals(
        cutShort + " its header says more than the file has", refusal(cut(image, PAYLOAD + 9)));
    assertTrue(refusal(uki).startsWith("the gzip data inside UKI, bzImage "), refusal(uki));
  }

  @Test
  void aUkiWhoseKernelLiesOutsideIsRefused() {
    byte[] uki = ImageBuilder.uki(KERNEL, "6.1");
    int linux = 0x80 + 24 + 112 + 80;

    for (int field : new int[] {linux + 8, linux + 16}) {
      assertTrue(unwrapped(putInt(uki, field, Integer.MAX_VALUE)).isPresent(), "the lesser counts");
    }
    assertEquals(
        "the section .linux is cut short: its header says more than the file has",
        refusal(putInt(uki, linux + 20, -1)));
    assertEquals(Optional.empty(), unwrapped(putInt(uki, 0x3c, -8)));
    assertEquals(Optional.empty(), unwrapped(putInt(uki, 0x3c, Integer.MAX_VALUE)));
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aBombIsRefused(Packer packer) {
    byte[] zeros = new byte[64 << 20];
    byte[] bomb = packer.pack(zeros);
    byte[] bzImage = ImageBuilder.bzImage(packer.packSized(zeros));
    ImageLimits small = new ImageLimits(16 << 20, 1_000_000, () -> false);

    // lz4 and lzo cannot compress beyond 255:1, so the bytes bound them alone.
    ImageLimits ratio = new ImageLimits(Integer.MAX_VALUE, 50, () -> false);
    for (ImageLimits limits : new ImageLimits[] {small, ratio}) {
      long before = allocated();
      assertTimeout(
          Duration.ofSeconds(10),
          () -> {
            refusal(bomb, limits);
            refusal(bzImage, limits);
          });
      long allocated = allocated() - before;
      assertTrue(allocated < 200 << 20, packer + " allocates " + allocated);
    }
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void whatIsJustWithinTheBoundIsRead(Packer packer) throws UnreadableImageException {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));
    ImageLimits enough = new ImageLimits(KERNEL.length, 200, () -> false);
    ImageLimits less = new ImageLimits(KERNEL.length - 1, 200, () -> false);

    assertArrayEquals(KERNEL, bytes(ImageContainer.unwrap(image, enough).bytes()));
    assertTrue(refusal(image, less).contains("would unpack to 3000 bytes; at most 2999"));
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void timeIsUpAtOnce(Packer packer) {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));

    assertTrue(
        refusal(image, ImageLimits.shipped(() -> true)).endsWith("takes too long to unpack"));
  }

  /** zstd is unpacked in one go, see {@link Zstd}. */
  @ParameterizedTest
  @EnumSource(value = Packer.class, mode = EnumSource.Mode.EXCLUDE, names = "ZSTD")
  void timeIsAskedForEveryMegabyteOrBlock(Packer packer) throws UnreadableImageException {
    int megabytes = 9;
    byte[] image = ImageBuilder.bzImage(packer.packSized(ImageBuilder.elf(megabytes << 20)));
    AtomicInteger asked = new AtomicInteger();
    ImageLimits counting = ImageLimits.shipped(() -> asked.incrementAndGet() < 0);

    ImageContainer.unwrap(image, counting);

    int lz4BlocksAndTheirRoom = 3;
    int least = packer == Packer.LZ4 ? lz4BlocksAndTheirRoom : megabytes;
    assertTrue(asked.get() >= least, "asked " + asked + " times");
  }

  private static long allocated() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
