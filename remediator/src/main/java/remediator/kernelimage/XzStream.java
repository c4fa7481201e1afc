package remediator.kernelimage;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An xz stream, walked from its header to its footer without unpacking (xz-file-format.txt 1.2.1;
 * the chunks of LZMA2 as lib/xz/xz_dec_lzma2.c reads them), which tells exactly how much will come
 * out.
 *
 * @param check the kind of check behind each block
 * @param plainBytes what all blocks unpack to
 * @param endOffset behind the footer
 */
record XzStream(int check, List<Block> blocks, long plainBytes, int endOffset) {
  static final String MAGIC = "\u00fd7zXZ\0";
  static final int NO_CHECK = 0;

  private static final String FOOTER_MAGIC = "YZ";
  private static final int FLAGS_OFFSET = 6;
  private static final int FLAGS_BYTES = 2;
  private static final int HEADER_BYTES = 12;
  private static final int FOOTER_BYTES = 12;
  private static final int LZMA2 = 0x21;
  private static final int PACKED_SIZE_PRESENT = 0x40;
  private static final int PLAIN_SIZE_PRESENT = 0x80;
  private static final int FILTERS_MASK = 3;

  /** Four gibibytes less one; the codes below stand for 2^n and 2^n + 2^(n-1). */
  private static final int DICTIONARY_CODE_MAX = 40;

  /** xz makes blocks of three times the dictionary, if any; a kernel is one block. */
  private static final int BLOCKS_MAX = 4096;

  /**
   * One block.
   *
   * @param offset where its LZMA2 chunks begin
   * @param checkOffset where its check lies
   * @param filters the ids of what was done before LZMA2, first to last
   * @param dictionaryBytes how far back a match may reach, at most to the block's start
   */
  record Block(int offset, int checkOffset, List<Long> filters, long dictionaryBytes) {
    Block {
      filters = List.copyOf(filters);
    }
  }

  XzStream {
    blocks = List.copyOf(blocks);
  }

  /** Walks the stream at the start of the packed bytes. */
  static XzStream of(Unpacking unpacking) throws IOException, UnreadableImageException {
    return new Walk(unpacking).walk();
  }

  /** The walk from part to part. */
  private static final class Walk {
    private final Bytes packed;
    private final Unpacking unpacking;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private long plainBytes = 0;
    private int at = HEADER_BYTES;

    Walk(Unpacking unpacking) {
      this.unpacking = unpacking;
      this.packed = unpacking.packed();
    }

    XzStream walk() throws IOException, UnreadableImageException {
      int check = u8(FLAGS_OFFSET + 1);
      checkSum(FLAGS_OFFSET, FLAGS_BYTES, FLAGS_OFFSET + FLAGS_BYTES);
      while (u8(at) != 0 && blocks.size() < BLOCKS_MAX) {
        unpacking.checkTime();
        block(checkBytes(check));
      }
      index();
      footer();
      return new XzStream(check, blocks, plainBytes, at);
    }

    /** Section 2.1.1.2: none, then four kinds each of 4, 8, 16, 32 and 64 bytes, less one. */
    private static int checkBytes(int check) {
      return check == NO_CHECK ? 0 : 4 << ((check - 1) / 3);
    }

    private void block(int checkBytes) throws IOException {
      int start = at;
      int headerBytes = (u8(start) + 1) * Integer.BYTES;
      checkSum(start, headerBytes - Integer.BYTES, start + headerBytes - Integer.BYTES);
      int flags = u8(start + 1);
      at = start + 2;
      skipNumbers(flags);
      List<Long> filters = filters(flags & FILTERS_MASK);
      long dictionary = dictionary();
      at = start + headerBytes;
      int offset = at;
      long plain = chunks();
      int chunksEnd = at;
      at += -(at - start) & 3;
      blocks.add(new Block(offset, at, filters, Math.min(dictionary, plain)));
      at += checkBytes;
      sizes.add((long) chunksEnd - start + checkBytes);
      sizes.add(plain);
      plainBytes += plain;
    }

    private void skipNumbers(int flags) throws IOException {
      if ((flags & PACKED_SIZE_PRESENT) != 0) {
        number();
      }
      if ((flags & PLAIN_SIZE_PRESENT) != 0) {
        number();
      }
    }

    private List<Long> filters(int count) throws IOException {
      List<Long> filters = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long id = number();
        if (number() != 0) {
          throw new IOException("a filter with properties, which no kernel's build uses");
        }
        filters.add(id);
      }
      return filters;
    }

    /** LZMA2 is always the last filter (section 5.3.1), and has one byte of properties. */
    private long dictionary() throws IOException {
      if (number() != LZMA2 || number() != 1 || u8(at) > DICTIONARY_CODE_MAX) {
        throw new IOException("not LZMA2");
      }
      int code = u8(at);
      return (2L | (code & 1)) << (code / 2 + 11);
    }

    /** The chunks of LZMA2 up to their end mark; how much they unpack to. */
    private long chunks() throws IOException {
      long plain = 0;
      for (int control = u8(at++); control != 0; control = u8(at++)) {
        boolean lzma = control >= 0x80;
        if (!lzma && control > 2) {
          throw new IOException("a chunk of no known kind");
        }
        plain += u16(at) + 1 + (lzma ? (control & 0x1f) << 16 : 0);
        int properties = control >= 0xc0 ? 1 : 0;
        int packedBytes = lzma ? Short.BYTES + properties + u16(at + Short.BYTES) : u16(at);
        at += Short.BYTES + packedBytes + 1;
      }
      return plain;
    }

    /** The index repeats the size of every block (section 4). */
    private void index() throws IOException {
      int start = at++;
      boolean same = number() == blocks.size();
      for (int i = 0; same && i < sizes.size(); i++) {
        same = number() == sizes.get(i);
      }
      if (!same) {
        throw new IOException("an index of other blocks");
      }
      at += -(at - start) & 3;
      checkSum(start, at - start, at);
      at += Integer.BYTES;
    }

    private void footer() throws IOException {
      checkSum(at + Integer.BYTES, Integer.BYTES + FLAGS_BYTES, at);
      if (!packed.startsWith(FOOTER_MAGIC, at + FOOTER_BYTES - FOOTER_MAGIC.length())) {
        throw new EOFException();
      }
      at += FOOTER_BYTES;
    }

    /** A CRC32 over some bytes, stated elsewhere. */
    private void checkSum(int offset, int count, int sumOffset) throws IOException {
      u8(Math.max(offset + count, sumOffset + Integer.BYTES) - 1);
      CRC32 sum = new CRC32();
      sum.update(packed.array(), packed.arrayOffset() + offset, count);
      if (sum.getValue() != packed.u32(sumOffset)) {
        throw new IOException("a header with a wrong checksum");
      }
    }

    /** Seven bits a byte, the lowest first (section 1.2). */
    private long number() throws IOException {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
        int next = u8(at++);
        value |= (next & 0x7fL) << shift;
        if (next < 0x80) {
          return value;
        }
      }
      throw new IOException("a number without an end");
    }

    private int u16(int offset) throws EOFException {
      return u8(offset) << 8 | u8(offset + 1);
    }

    private int u8(int offset) throws EOFException {
      if (!packed.has(offset, 1)) {
        throw new EOFException();
      }
      return packed.u8(offset);
    }
  }
}
