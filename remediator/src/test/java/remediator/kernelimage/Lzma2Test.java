package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** Unpacks what the library packed, with every setting of the format; survives damage. */
class Lzma2Test {
  /** Code, text, noise and long repetitions, at distances from 1 to megabytes; several chunks. */
  private static final byte[] PLAIN = plain(5 << 20);

  @ParameterizedTest
  @CsvSource({"3,0,2", "0,0,0", "4,0,0", "0,4,4", "2,2,1", "1,3,3"})
  void anySettingOfContextsWillDo(int literal, int literalPosition, int position) throws Exception {
    var options = new LZMA2Options(3);
    options.setLcLp(literal, literalPosition);
    options.setPb(position);
    assertArrayEquals(PLAIN, unpacked(packed(options, XZ.CHECK_CRC64)));
  }

  @ParameterizedTest
  @CsvSource({"0", "6"})
  void anyEffortWillDo(int preset) throws Exception {
    assertArrayEquals(PLAIN, unpacked(packed(new LZMA2Options(preset), XZ.CHECK_SHA256)));
  }

  @Test
  void whatIsNotPackedIsCopied() throws Exception {
    var options = new LZMA2Options(0);
    options.setMode(LZMA2Options.MODE_UNCOMPRESSED);
    assertArrayEquals(PLAIN, unpacked(packed(options, XZ.CHECK_CRC32)));
  }

  /** Without a check behind it, the decoder alone meets the damage. */
  @Test
  void damageIsRefusedOrGivesOtherBytesOfTheStatedNumber() throws Exception {
    var options = new LZMA2Options(1);
    byte[] packed = packed(options, XZ.CHECK_NONE);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] damaged = packed.clone();
      damaged[40 + random.nextInt(packed.length - 120)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertEquals(PLAIN.length, unpacked(damaged).length);
      } catch (UnreadableImageException e) {
        refused++;
        assertTrue(e.reason().startsWith("the xz data "), e.reason());
      }
    }
    assertTrue(
        refused > 30, "only " + refused); // what was stored rather than packed, nothing notices
  }

  private static byte[] packed(LZMA2Options options, int check) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var encoder = new XZOutputStream(packed, options, check)) {
      encoder.write(PLAIN);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws UnreadableImageException {
    Bytes plain =
        PackedLayer.unpack(new Xz(), Layer.ofFile(packed), ImageLimits.shipped(() -> false))
            .plain();
    return Arrays.copyOfRange(
        plain.array(), plain.arrayOffset(), plain.arrayOffset() + plain.length());
  }

  private static byte[] plain(int size) {
    Random random = new Random(1);
    byte[] plain = new byte[size];
    int at = 0;
    while (at < size) {
      int run = Math.min(size - at, 1 + random.nextInt(random.nextInt(100) == 0 ? 100_000 : 40));
      int back = at == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? Math.min(at, 32) : at);
      boolean repeat = back > 0 && random.nextInt(4) > 0;
      for (int i = 0; i < run; i++) {
        plain[at + i] = repeat ? plain[at + i - back] : (byte) random.nextInt(run > 30 ? 256 : 40);
      }
      at += run;
    }
    return plain;
  }
}
