package remediator.kernelimage;

import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** gzip (RFC 1952): the first member alone, as the kernel and boot loaders read it. */
final class Gzip implements Packing {
  private static final String MAGIC = "\u001f\u008b\b";
  private static final int FLAGS = 3;
  private static final int RESERVED_FLAGS = 0xe0;
  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;

  @Override
  public String word() {
    return "gzip";
  }

  @Override
  public boolean begins(Bytes bytes, int offset) {
    return bytes.has(offset, HEADER_BYTES)
        && bytes.startsWith(MAGIC, offset)
        && (bytes.u8(offset + FLAGS) & RESERVED_FLAGS) == 0;
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException {
    Bytes packed = unpacking.packed();
    int start = headerBytes(packed);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed.array(), packed.arrayOffset() + start, packed.length() - start);
      CRC32 checksum = new CRC32();
      Bytes plain =
          unpacking.drain(
              (array, at, count) -> inflated(inflater, checksum, array, at, count),
              sizeAtEnd(packed));
      int end = packed.length() - inflater.getRemaining();
      checkTrailer(packed, end, checksum, plain, unpacking);
      return new Unpacked(plain, end + TRAILER_BYTES);
    } finally {
      inflater.end();
    }
  }

  /** True where nothing follows the stream; only a first guess. */
  private static OptionalLong sizeAtEnd(Bytes packed) {
    return OptionalLong.of(packed.u32(packed.length() - Integer.BYTES));
  }

  private static int inflated(Inflater inflater, CRC32 checksum, byte[] array, int at, int count)
      throws IOException {
    try {
      int inflated = inflater.inflate(array, at, count);
      if (inflated > 0) {
        checksum.update(array, at, inflated);
        return inflated;
      }
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (inflater.finished()) {
      return -1;
    }
    if (inflater.needsDictionary()) {
      throw new IOException("a preset dictionary");
    }
    throw new EOFException();
  }

  private static void checkTrailer(
      Bytes packed, int end, CRC32 checksum, Bytes plain, Unpacking unpacking)
      throws IOException, UnreadableImageException {
    if (!packed.has(end, TRAILER_BYTES)) {
      throw new EOFException();
    }
    if (packed.u32(end) != checksum.getValue()) {
      throw unpacking.failure("does not have the checksum that it states: the file is damaged");
    }
    long stated = packed.u32(end + Integer.BYTES);
    if (stated != plain.length()) {
      throw unpacking.wrongSize(stated, plain.length());
    }
  }

  private static int headerBytes(Bytes packed) throws EOFException {
    int flags = packed.u8(FLAGS);
    int at = HEADER_BYTES;
    if ((flags & EXTRA) != 0) {
      at = within(packed, at + Short.BYTES + (packed.has(at, Short.BYTES) ? packed.u16(at) : 0));
    }
    if ((flags & NAME) != 0) {
      at = afterText(packed, at);
    }
    if ((flags & COMMENT) != 0) {
      at = afterText(packed, at);
    }
    return within(packed, (flags & HEADER_CRC) == 0 ? at : at + Short.BYTES);
  }

  private static int afterText(Bytes packed, int start) throws EOFException {
    int at = start;
    while (packed.has(at, 1) && packed.u8(at) != 0) {
      at++;
    }
    return within(packed, at + 1);
  }

  private static int within(Bytes packed, int at) throws EOFException {
    if (at > packed.length()) {
      throw new EOFException();
    }
    return at;
  }
}
