package remediator.kernelimage;

import io.airlift.compress.lz4.Lz4Decompressor;

/**
 * The legacy frame of lz4, the only one the kernel reads: a magic number, then blocks of up to 8
 * MiB, each with its packed size before it (lz4_Frame_format.md, lib/decompress_unlz4.c).
 *
 * <p>The frame has no end mark and no checksum, so the end is where nothing follows, or zeros, or
 * what cannot be a block: the unpacked size that the kernel's build appends.
 */
final class Lz4Legacy implements Packing {
  private static final int MAGIC = 0x184c2102;

  /** LZ4_DEFAULT_UNCOMPRESSED_CHUNK_SIZE of lib/decompress_unlz4.c. */
  private static final int BLOCK_BYTES_MAX = 8 << 20;

  /** LZ4_compressBound of that: a block that is all literals. */
  private static final int PACKED_BLOCK_BYTES_MAX = BLOCK_BYTES_MAX + BLOCK_BYTES_MAX / 255 + 16;

  @Override
  public String word() {
    return "lz4";
  }

  @Override
  public boolean begins(Bytes bytes, int offset) {
    int firstBlock = offset + Integer.BYTES;
    return bytes.has(offset, 2 * Integer.BYTES)
        && bytes.i32(offset) == MAGIC
        && bytes.u32(firstBlock) > 0
        && bytes.u32(firstBlock) <= PACKED_BLOCK_BYTES_MAX;
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws UnreadableImageException {
    Bytes packed = unpacking.packed();
    int end = end(packed);
    byte[] plain = unpacking.room(unpacking.stated().orElse(roomFor(packed, end, unpacking)));
    Lz4Decompressor decompressor = new Lz4Decompressor();
    int length = 0;
    for (int at = 0; at < end; ) {
      unpacking.checkTime();
      int size = packed.i32(at);
      at += Integer.BYTES;
      if (size != MAGIC) {
        length += block(decompressor, packed.slice(at, size), plain, length);
        at += size;
      }
    }
    checkEnd(packed, end, length, unpacking);
    return new Unpacked(Bytes.of(plain).slice(0, length), end);
  }

  private static int block(Lz4Decompressor decompressor, Bytes packed, byte[] plain, int offset) {
    int room = Math.min(BLOCK_BYTES_MAX, plain.length - offset);
    int length =
        decompressor.decompress(
            packed.array(), packed.arrayOffset(), packed.length(), plain, offset, room);
    if (length < 0) {
      throw new IllegalArgumentException("no room for a block");
    }
    return length;
  }

  /** Where the last block ends. */
  private static int end(Bytes packed) {
    int at = 0;
    while (packed.has(at, Integer.BYTES)) {
      long size = packed.u32(at);
      boolean magic = size == MAGIC;
      boolean block =
          size > 0 && size <= PACKED_BLOCK_BYTES_MAX && packed.has(at + Integer.BYTES, size);
      if (!magic && !block) {
        return at;
      }
      at += Integer.BYTES + (magic ? 0 : (int) size);
    }
    return at;
  }

  private static long roomFor(Bytes packed, int end, Unpacking unpacking) {
    long most = 0;
    for (int at = 0; at < end; ) {
      int size = packed.i32(at);
      most += size == MAGIC ? 0 : BLOCK_BYTES_MAX;
      at += Integer.BYTES + (size == MAGIC ? 0 : size);
    }
    return Math.min(most, unpacking.plainBytesMax());
  }

  private static void checkEnd(Bytes packed, int end, int length, Unpacking unpacking)
      throws UnreadableImageException {
    boolean follows = packed.has(end, Integer.BYTES);
    boolean proper =
        unpacking.stated().isPresent()
            || (follows
                ? packed.u32(end) == 0 || packed.u32(end) == length
                : end == packed.length());
    if (!proper) {
      throw unpacking.cutShort();
    }
  }
}
