package remediator.kernelimage;

import io.airlift.compress.lzo.LzoDecompressor;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** The blocks of an lzop file, one after the other. */
final class LzopBlocks {
  private static final int MAGIC_BYTES = 9;
  private static final int METHOD = 6;
  private static final int METHOD_LZO1X_LAST = 3;
  private static final int FLAGS = 8;

  /** From this version of the program on, a level and the version that is needed are stored. */
  private static final int VERSION_WITH_LEVEL = 0x0940;

  /** Behind the magic number: versions, method, level, flags, mode, time, its upper half. */
  private static final int NAME_LENGTH = 24;

  private static final int ADLER32_PLAIN = 0x1;
  private static final int ADLER32_PACKED = 0x2;
  private static final int CRC32_PLAIN = 0x100;
  private static final int CRC32_PACKED = 0x200;
  private static final int CRC32_HEADER = 0x1000;

  /** An extra field, several files in one, a filter: none of which the kernel's build uses. */
  private static final int UNREAD_FLAGS = 0x40 | 0x400 | 0x800;

  /** LZO_BLOCK_SIZE of lib/decompress_unlzo.c, beyond which the kernel would not unpack itself. */
  private static final int BLOCK_BYTES_MAX = 256 << 10;

  private final Bytes file;
  private final int flags;
  private int at;
  private int plainBytes;
  private int packedBytes;
  private int sumsOffset;

  private LzopBlocks(Bytes file, int flags, int at) {
    this.file = file;
    this.flags = flags;
    this.at = at;
  }

  /** Reads the header; the file begins with the magic number. */
  static LzopBlocks of(Bytes packed) throws IOException {
    Bytes file = packed.bigEndian(true);
    Bytes header = file.slice(MAGIC_BYTES, file.length() - MAGIC_BYTES);
    int sumOffset =
        header.has(NAME_LENGTH, 1) ? NAME_LENGTH + 1 + header.u8(NAME_LENGTH) : NAME_LENGTH;
    if (!header.has(sumOffset, Integer.BYTES)) {
      throw new EOFException();
    }
    int flags = header.i32(FLAGS);
    Checksum sum = (flags & CRC32_HEADER) != 0 ? new CRC32() : new Adler32();
    check(header.slice(0, sumOffset), sum, header.u32(sumOffset));
    int method = header.u8(METHOD);
    if (header.u16(0) < VERSION_WITH_LEVEL
        || method == 0
        || method > METHOD_LZO1X_LAST
        || (flags & UNREAD_FLAGS) != 0) {
      throw new IOException("a kind of lzop file that no kernel's build makes");
    }
    return new LzopBlocks(file, flags, MAGIC_BYTES + sumOffset + Integer.BYTES);
  }

  /** Goes to the next block, if there is one. */
  boolean next() throws IOException {
    at = sumsOffset == 0 ? at : sumsOffset + sumBytes() + packedBytes;
    plainBytes = size(at);
    if (plainBytes == 0) {
      sumsOffset = 0;
      return false;
    }
    packedBytes = size(at + Integer.BYTES);
    sumsOffset = at + 2 * Integer.BYTES;
    if (packedBytes == 0 || packedBytes > plainBytes) {
      throw new IOException("a block larger than what it holds");
    }
    if (!file.has(sumsOffset, sumBytes() + (long) packedBytes)) {
      throw new EOFException();
    }
    return true;
  }

  int plainBytes() {
    return plainBytes;
  }

  /** Behind the last block's end mark, once {@link #next} said that there are no more. */
  int endOffset() {
    return at + Integer.BYTES;
  }

  /** Unpacks the block into an array, and compares its checksums; returns its size. */
  int unpack(LzoDecompressor decompressor, byte[] plain, int offset) throws IOException {
    Bytes packed = file.slice(sumsOffset + sumBytes(), packedBytes);
    if (packedBytes == plainBytes) {
      System.arraycopy(packed.array(), packed.arrayOffset(), plain, offset, plainBytes);
    } else {
      int length =
          decompressor.decompress(
              packed.array(), packed.arrayOffset(), packedBytes, plain, offset, plainBytes);
      if (length != plainBytes) {
        throw new IOException("a block of another size than it states");
      }
    }
    checkSums(packed, Bytes.of(plain).slice(offset, plainBytes));
    return plainBytes;
  }

  private void checkSums(Bytes packed, Bytes plain) throws IOException {
    int sum = sumsOffset;
    sum = checked(ADLER32_PLAIN, plain, new Adler32(), sum);
    sum = checked(CRC32_PLAIN, plain, new CRC32(), sum);
    if (packedBytes < plainBytes) {
      sum = checked(ADLER32_PACKED, packed, new Adler32(), sum);
      checked(CRC32_PACKED, packed, new CRC32(), sum);
    }
  }

  private int checked(int flag, Bytes bytes, Checksum checksum, int sumOffset) throws IOException {
    if ((flags & flag) == 0) {
      return sumOffset;
    }
    check(bytes, checksum, file.u32(sumOffset));
    return sumOffset + Integer.BYTES;
  }

  private static void check(Bytes bytes, Checksum checksum, long stated) throws IOException {
    checksum.update(bytes.array(), bytes.arrayOffset(), bytes.length());
    if (checksum.getValue() != stated) {
      throw new IOException("a wrong checksum");
    }
  }

  /** A block that is stored as it is has no checksum of packed bytes. */
  private int sumBytes() {
    int kinds = ADLER32_PLAIN | CRC32_PLAIN;
    kinds |= packedBytes < plainBytes ? ADLER32_PACKED | CRC32_PACKED : 0;
    return Integer.bitCount(flags & kinds) * Integer.BYTES;
  }

  private int size(int offset) throws IOException {
    if (!file.has(offset, Integer.BYTES)) {
      throw new EOFException();
    }
    long size = file.u32(offset);
    if (size > BLOCK_BYTES_MAX) {
      throw new IOException("a block of " + size + " bytes");
    }
    return (int) size;
  }
}
