package remediator.kernelimage;

import com.github.luben.zstd.ZstdOutputStream;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lzo.LzoCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** The methods by which the kernel's build compresses, as it calls them. */
enum Packer {
  GZIP("gzip"),
  BZIP2("bzip2"),
  LZMA("lzma"),
  XZ_FILTERED("xz"),
  ZSTD("zstd"),
  LZ4("lz4"),
  LZOP("lzop");

  private static final int LZ4_BLOCK_BYTES = 8 << 20;
  private static final int LZOP_BLOCK_BYTES = 256 << 10;

  private final String word;

  Packer(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Whether what comes out ends in a checksum of its content. */
  boolean isChecked() {
    return this != LZMA && this != LZ4;
  }

  byte[] pack(byte[] plain) {
    var packed = new ByteArrayOutputStream();
    try (OutputStream encoding = over(packed)) {
      encoding.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** As it lies in a bzImage: with the unpacked size behind it, for all methods but gzip. */
  byte[] packSized(byte[] plain) {
    return this == GZIP ? pack(plain) : ImageBuilder.joined(pack(plain), size(plain.length));
  }

  static byte[] size(int plainBytes) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(plainBytes).array();
  }

  private OutputStream over(OutputStream out) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPOutputStream(out);
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case LZMA -> new LZMAOutputStream(out, new LZMA2Options(1), -1);
      case XZ_FILTERED -> xz(out);
      case ZSTD -> new ZstdOutputStream(out).setChecksum(true);
      case LZ4 -> lz4(out);
      case LZOP -> lzop(out);
    };
  }

  private static OutputStream xz(OutputStream out) throws IOException {
    FilterOptions[] filters = {new X86Options(), new LZMA2Options(1)};
    return new XZOutputStream(out, filters, XZ.CHECK_CRC32);
  }

  private static OutputStream lz4(OutputStream out) {
    return new AtOnce(
        out,
        plain -> {
          var packed = new ByteArrayOutputStream();
          packed.writeBytes(new byte[] {2, 0x21, 0x4c, 0x18});
          for (int at = 0; at < plain.length; at += LZ4_BLOCK_BYTES) {
            byte[] block = block(new Lz4Compressor(), plain, at, LZ4_BLOCK_BYTES);
            packed.writeBytes(size(block.length));
            packed.writeBytes(block);
          }
          return packed.toByteArray();
        });
  }

  private static OutputStream lzop(OutputStream out) {
    return new AtOnce(out, plain -> ImageBuilder.joined(lzopHeader(), lzopBlocks(plain)));
  }

  private static byte[] lzopHeader() {
    byte[] magic = "\u0089LZO\0\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer header = ByteBuffer.allocate(25);
    header.putShort((short) 0x1040).putShort((short) 0x20a0).putShort((short) 0x0940);
    header.put((byte) 3).put((byte) 9).putInt(0x0300_0001).putInt(0).putInt(0).putInt(0);
    header.put((byte) 0);
    byte[] sum = ByteBuffer.allocate(4).putInt(adler32(header.array())).array();
    return ImageBuilder.joined(magic, header.array(), sum);
  }

  private static byte[] lzopBlocks(byte[] plain) {
    var packed = new ByteArrayOutputStream();
    for (int at = 0; at < plain.length; at += LZOP_BLOCK_BYTES) {
      byte[] part = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + LZOP_BLOCK_BYTES));
      byte[] block = block(new LzoCompressor(), plain, at, LZOP_BLOCK_BYTES);
      byte[] stored = block.length < part.length ? block : part;
      ByteBuffer header = ByteBuffer.allocate(12);
      header.putInt(part.length).putInt(stored.length).putInt(adler32(part));
      packed.writeBytes(header.array());
      packed.writeBytes(stored);
    }
    packed.writeBytes(new byte[4]);
    return packed.toByteArray();
  }

  private static byte[] block(Compressor compressor, byte[] plain, int at, int blockBytes) {
    int length = Math.min(blockBytes, plain.length - at);
    byte[] block = new byte[compressor.maxCompressedLength(length)];
    int packed = compressor.compress(plain, at, length, block, 0, block.length);
    return Arrays.copyOf(block, packed);
  }

  private static int adler32(byte[] bytes) {
    var sum = new Adler32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  private interface Whole {
    byte[] pack(byte[] plain);
  }

  /** An encoder that wants to see everything first. */
  private static final class AtOnce extends ByteArrayOutputStream {
    private final OutputStream out;
    private final Whole whole;

    AtOnce(OutputStream out, Whole whole) {
      this.out = out;
      this.whole = whole;
    }

    @Override
    public void close() throws IOException {
      out.write(whole.pack(toByteArray()));
    }
  }
}
