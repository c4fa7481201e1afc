package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlatImageTest {
  private static final long ARM64_BASE = 0xffff800008000000L;
  private static final int R_AARCH64_RELATIVE = 0x403;

  @ParameterizedTest
  @CsvSource({"ffff800080000000, ARMd, aarch64", "ffffffff80000000, 'RSC\u0005', riscv64"})
  void machineWithAMagicNumberIsTold(String base, String magic, String architecture)
      throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.wide(Long.parseUnsignedLong(base, 16));
    start(kernel, magic).core().table();
    assertRead(architecture, kernel.flat());
  }

  @Test
  void s390IsToldByItsPointers() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(Long.BYTES, ByteOrder.BIG_ENDIAN, 0x100000);
    kernel.core().table();
    assertRead("s390x", kernel.flat());
  }

  @Test
  void armIsToldByItsPointers() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(Integer.BYTES, ByteOrder.LITTLE_ENDIAN, 0xc0008000L);
    kernel.core().table();
    assertRead("armv7l", kernel.flat());
  }

  @Test
  void oldX86IsToldByItsWrapping() throws UnreadableImageException {
    PlainKernel wide = PlainKernel.wide(0xffffffff80100000L);
    wide.core().table();
    PlainKernel narrow = new PlainKernel(Integer.BYTES, ByteOrder.LITTLE_ENDIAN, 0xc0100000L);
    narrow.core().table();
    assertRead("x86_64", wide.flat(), "bzImage");
    assertRead("i686", narrow.flat(), "bzImage");
  }

  @Test
  void pointersThatAreZeroAreRelocated() throws UnreadableImageException {
    assertRead("aarch64", relocatable(Relocations.ROWS_MIN));
  }

  @Test
  void fewRecordsAreNoRelocations() {
    assertEquals(
        "there is no table of boot parameters in it that can be believed",
        PlainKernel.refusal(relocatable(Relocations.ROWS_MIN - 1)));
  }

  /** Pointers of every row are zero; what they will be stands in as many records behind them. */
  private static byte[] relocatable(int records) {
    PlainKernel kernel = PlainKernel.wide(ARM64_BASE);
    long table = start(kernel, "ARMd").core().table();
    long[] places = new long[2 * PlainKernel.CORE.size()];
    long[] addresses = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = table + 24L * (i / 2) + 8L * (i % 2);
      addresses[i] = kernel.read(places[i]);
      kernel.patch(places[i], new byte[8]);
    }
    long filler = kernel.bytes(new byte[8 * records]);
    for (int i = 0; i < records; i++) {
      kernel.word(i < places.length ? places[i] : filler + 8L * i);
      kernel.word(R_AARCH64_RELATIVE);
      kernel.word(i < places.length ? addresses[i] : ARM64_BASE);
    }
    return kernel.flat();
  }

  @Test
  void bytesWithoutAKernelAreRefused() {
    byte[] zeros = new byte[1 << 20];
    assertEquals("it is no kernel of a kind that can be read", PlainKernel.refusal(zeros));
    assertEquals(
        "it is no kernel of a kind that can be read",
        PlainKernel.refusal("console=\0root=\0".repeat(9).getBytes(StandardCharsets.US_ASCII)));
    assertEquals("it is no kernel of a kind that can be read", PlainKernel.refusal(new byte[0]));
  }

  @Test
  void cutImageIsUnreadableAtEveryLength() {
    PlainKernel kernel = PlainKernel.wide(ARM64_BASE);
    start(kernel, "ARMd").core().table();
    byte[] whole = kernel.flat();
    for (int length = 0; length < whole.length; length += 7) {
      String refusal = PlainKernel.refusal(java.util.Arrays.copyOf(whole, length));
      assertFalse(refusal.startsWith("read: "), "cut to " + length);
    }
  }

  private static PlainKernel start(PlainKernel kernel, String magic) {
    kernel.bytes(new byte[0x38]);
    kernel.bytes(magic.getBytes(StandardCharsets.ISO_8859_1));
    kernel.bytes(new byte[8]);
    return kernel;
  }

  private static void assertRead(String architecture, byte[] flat, String... wrappings)
      throws UnreadableImageException {
    KernelImage image = PlainKernel.read(flat, wrappings);
    assertEquals(PlainKernel.CORE, PlainKernel.names(image));
    assertEquals(Optional.of(architecture), image.architecture());
    assertEquals(Optional.of("3.10.0-1.test"), image.release());
  }
}
