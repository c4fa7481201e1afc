package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.kernelimage.ImageBuilder.bytes;
import static remediator.kernelimage.ImageBuilder.joined;
import static remediator.kernelimage.ImageBuilder.latin1;

import com.github.luben.zstd.ZstdOutputStream;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** What each method's format allows beyond what one encoder makes. */
final class PackingTest {
  private static final byte[] PLAIN = ImageBuilder.elf(100_000);

  private static Unpacked unpack(Packing method, byte[] packed) throws UnreadableImageException {
    return PackedLayer.unpack(method, Layer.ofFile(packed), ImageLimits.shipped(() -> false));
  }

  private static String refusal(Packing method, byte[] packed) {
    return assertThrows(UnreadableImageException.class, () -> unpack(method, packed)).reason();
  }

  private static void assertUnpacks(byte[] plain, Packing method, byte[] packed)
      throws UnreadableImageException {
    Unpacked unpacked = unpack(method, packed);
    assertArrayEquals(plain, bytes(unpacked.plain()));
    assertEquals(packed.length, unpacked.packedBytes());
  }

  @Test
  void everyMethodSaysWhereItsStreamEnds() throws UnreadableImageException {
    for (Packer packer : Packer.values()) {
      byte[] packed = packer.pack(PLAIN);
      byte[] followed = joined(packed, new byte[10]);
      Packing method = PackedLayer.methodAt(Bytes.of(packed), 0).orElseThrow();

      assertEquals(packer.word(), method.word());
      assertEquals(packed.length, unpack(method, packed).packedBytes(), packer.word());
      assertEquals(packed.length, unpack(method, followed).packedBytes(), packer.word());
    }
  }

  @Test
  void gzipMayNameItsFileAndMore() throws UnreadableImageException {
    byte[] packed = Packer.GZIP.pack(PLAIN);
    byte[] stream = Arrays.copyOfRange(packed, 10, packed.length);
    byte[] extra = {3, 0, 1, 2, 3};
    byte[] names = latin1("vmlinux.bin\0a comment\0");
    byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3};

    assertUnpacks(PLAIN, new Gzip(), joined(header, extra, names, new byte[2], stream));
    for (int cut = 10; cut < 10 + extra.length + names.length + 2; cut++) {
      byte[] whole = joined(header, extra, names, new byte[2], stream);
      assertTrue(refusal(new Gzip(), ImageBuilder.cut(whole, cut)).contains("cut short"));
    }
  }

  @Test
  void onlyTheFirstGzipMemberIsRead() throws UnreadableImageException {
    byte[] member = Packer.GZIP.pack(PLAIN);

    Unpacked unpacked = unpack(new Gzip(), joined(member, Packer.GZIP.pack(new byte[5])));

    assertEquals(PLAIN.length, unpacked.plain().length());
    assertEquals(member.length, unpacked.packedBytes());
  }

  static List<FilterOptions> machineCode() {
    return List.of(
        new X86Options(),
        new ARMOptions(),
        new ARMThumbOptions(),
        new ARM64Options(),
        new PowerPCOptions(),
        new RISCVOptions(),
        new IA64Options(),
        new SPARCOptions());
  }

  @ParameterizedTest
  @MethodSource("machineCode")
  void xzUndoesTheFiltersForMachineCode(FilterOptions filter) throws Exception {
    assertUnpacks(PLAIN, new Xz(), xz(XZ.CHECK_CRC32, 1 << 20, PLAIN, filter));
  }

  @ParameterizedTest
  @ValueSource(ints = {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256})
  void xzMayHaveAnyCheck(int check) throws Exception {
    assertUnpacks(PLAIN, new Xz(), xz(check, 1 << 20, PLAIN));
  }

  /** 100 KB with a dictionary of up to 16 MiB: only its size is taken from what the header says. */
  @ParameterizedTest
  @ValueSource(ints = {4 << 10, 6 << 10, 64 << 10, 98_304, 128 << 10, 4 << 20, 16 << 20})
  void anXzDictionaryOfAnySizeWillDo(int dictionary) throws Exception {
    byte[] packed = xz(XZ.CHECK_CRC32, dictionary, PLAIN, new X86Options());

    assertUnpacks(PLAIN, new Xz(), packed);
    long room = 2L * PLAIN.length + (128 << 10) + (512 << 10);
    assertTrue(allocatedBy(packed) < room);
  }

  @Test
  void anXzStreamMayHaveSeveralBlocks() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var encoder = new XZOutputStream(packed, new LZMA2Options(1))) {
      encoder.write(PLAIN, 0, 60_000);
      encoder.endBlock();
      encoder.write(PLAIN, 60_000, 100);
      encoder.endBlock();
      encoder.write(PLAIN, 60_100, 39_900);
    }

    assertUnpacks(PLAIN, new Xz(), packed.toByteArray());
  }

  private static long allocatedBy(byte[] packed) throws UnreadableImageException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    unpack(new Xz(), packed);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static byte[] xz(int check, int dictionary, byte[] plain, FilterOptions... filters)
      throws IOException {
    var lzma2 = new LZMA2Options(1);
    lzma2.setDictSize(dictionary);
    FilterOptions[] all = Arrays.copyOf(filters, filters.length + 1);
    all[filters.length] = lzma2;
    var packed = new ByteArrayOutputStream();
    try (var encoder = new XZOutputStream(packed, all, check)) {
      encoder.write(plain);
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void zstdIsReadByEitherDecoder(boolean nativeAllowed) throws Exception {
    Zstd zstd = new Zstd(nativeAllowed);
    byte[] large = ImageBuilder.elf(9 << 20);

    assertUnpacks(PLAIN, zstd, Packer.ZSTD.pack(PLAIN));
    // One segment, its size in the header, and larger than the window that Java's decoder takes.
    assertUnpacks(large, zstd, com.github.luben.zstd.Zstd.compress(large));
    // As the kernel's build makes it: a window of 128 MiB, the size not in the header.
    var packed = new ByteArrayOutputStream();
    try (var encoder = new ZstdOutputStream(packed).setChecksum(true).setLong(27)) {
      encoder.write(large);
    }
    assertEquals((27 - 10) << 3, packed.toByteArray()[5] & 0xff);
    assertUnpacks(large, zstd, packed.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void damagedZstdIsRefusedByEitherDecoder(boolean nativeAllowed) {
    byte[] packed = Packer.ZSTD.pack(PLAIN);

    for (int at = 101; at < packed.length; at += 101) {
      byte[] damaged = packed.clone();
      damaged[at] ^= 0x55;
      assertTrue(refusal(new Zstd(nativeAllowed), damaged).startsWith("the zstd data "));
    }
  }

  @Test
  void theNativeLibraryIsUsedHere() {
    assertTrue(NativeZstd.isLoaded());
  }

  @Test
  void anLz4FrameMayRepeatItsMagicAndEndInZeros() throws UnreadableImageException {
    byte[] frame = Packer.LZ4.pack(PLAIN);

    byte[] twice = bytes(unpack(new Lz4Legacy(), joined(frame, frame, new byte[8])).plain());

    assertArrayEquals(joined(PLAIN, PLAIN), twice);
  }

  @Test
  void anLz4FrameMayHaveBlocksThatDoNotCompress() throws UnreadableImageException {
    byte[] noise = new byte[9 << 20];
    new Random(1).nextBytes(noise);

    assertUnpacks(noise, new Lz4Legacy(), Packer.LZ4.pack(noise));
    assertUnpacks(noise, new Lzop(), Packer.LZOP.pack(noise));
  }

  /** What the programs themselves make of 40 times this text. */
  @ParameterizedTest
  @CsvSource({
    "lzop -9, iUxaTwANChoKEEAgoAlAAwkDAAANAACBpGsCdwkAAAAAADMHA4gAAALQAAAAHIKL8bkjTGludXggdmVyc2lvbiA2LjEgIAAAn0QAEQAAAAAAAA==",
    "lzop -9 --crc32, iUxaTwANChoKEEAgoBABAwkDABEMAACBpGsCdwkAAAAAACe80r0AAALQAAAAHMI5WWEjTGludXggdmVyc2lvbiA2LjEgIAAAn0QAEQAAAAAAAA==",
    "lz4 -l -9, AiFMGB8AAAD/A0xpbnV4IHZlcnNpb24gNi4xIBIA//+oUCA2LjEg",
    "lzma -9, XQAAAAT//////////wAmGknHiVWzH0c10h8uLYXQEh3T44XiUQs2gUbQ///9x2AA"
  })
  void whatTheProgramsMakeIsUnderstood(String program, String capture)
      throws UnreadableImageException {
    byte[] packed = Base64.getDecoder().decode(capture);
    Packing method = PackedLayer.methodAt(Bytes.of(packed), 0).orElseThrow();

    assertTrue(program.startsWith(method.word()));
    assertUnpacks(latin1("Linux version 6.1 ".repeat(40)), method, packed);
  }
}
