package remediator.kernelimage;

import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The first frame of a zstd file, walked without unpacking (RFC 8878, section 3.1.1).
 *
 * @param checksum whether a checksum ends it
 * @param blocksOffset where the header ends
 * @param endOffset where the frame ends
 * @param stated what the header says of the unpacked size
 * @param plainBytesMax what its blocks can unpack to at most; at most one block too much
 */
record ZstdFrame(
    boolean checksum, int blocksOffset, int endOffset, OptionalLong stated, long plainBytesMax) {
  static final String MAGIC = "(\u00b5/\u00fd";

  /** The bit of the descriptor that announces a checksum. */
  static final int CHECKSUM = 0x04;

  private static final int DESCRIPTOR = 4;
  private static final int SINGLE_SEGMENT = 0x20;
  private static final int RESERVED = 0x08;
  private static final int DICTIONARY = 0x03;
  private static final int CHECKSUM_BYTES = 4;
  private static final int BLOCK_HEADER_BYTES = 3;
  private static final int BLOCK_BYTES_MAX = 128 << 10;
  private static final int RUN = 1;
  private static final int COMPRESSED = 2;
  private static final int[] SIZE_BYTES = {0, 2, 4, 8};

  /** Whether a frame that we can read seems to begin here. */
  static boolean begins(Bytes bytes, int offset) {
    return bytes.has(offset, DESCRIPTOR + 1)
        && bytes.startsWith(MAGIC, offset)
        && (bytes.u8(offset + DESCRIPTOR) & (RESERVED | DICTIONARY)) == 0;
  }

  static ZstdFrame of(Unpacking unpacking) throws IOException, UnreadableImageException {
    Bytes packed = unpacking.packed();
    int descriptor = packed.u8(DESCRIPTOR);
    boolean single = (descriptor & SINGLE_SEGMENT) != 0;
    int sizeOffset = DESCRIPTOR + (single ? 1 : 2);
    int sizeBytes = single && descriptor >>> 6 == 0 ? 1 : SIZE_BYTES[descriptor >>> 6];
    int blocks = sizeOffset + sizeBytes;
    OptionalLong stated = size(packed, sizeOffset, sizeBytes);
    long most = 0;
    int at = blocks;
    for (boolean last = false; !last; ) {
      int header = header(packed, at);
      int size = header >>> 3;
      int kind = header >>> 1 & 3;
      last = (header & 1) != 0;
      most += kind == COMPRESSED ? BLOCK_BYTES_MAX : size;
      at += BLOCK_HEADER_BYTES + (kind == RUN ? 1 : size);
    }
    boolean checksum = (descriptor & CHECKSUM) != 0;
    int end = at + (checksum ? CHECKSUM_BYTES : 0);
    if (end > packed.length()) {
      throw new EOFException();
    }
    return new ZstdFrame(checksum, blocks, end, stated, most);
  }

  private static int header(Bytes packed, int at) throws EOFException {
    if (!packed.has(at, BLOCK_HEADER_BYTES)) {
      throw new EOFException();
    }
    return packed.u16(at) | packed.u8(at + 2) << 16;
  }

  private static OptionalLong size(Bytes packed, int offset, int bytes) throws EOFException {
    if (!packed.has(offset, bytes)) {
      throw new EOFException();
    }
    return switch (bytes) {
      case 1 -> OptionalLong.of(packed.u8(offset));
      case 2 -> OptionalLong.of(packed.u16(offset) + 256L);
      case 4 -> OptionalLong.of(packed.u32(offset));
      case 8 -> OptionalLong.of(packed.i64(offset));
      default -> OptionalLong.empty();
    };
  }
}
