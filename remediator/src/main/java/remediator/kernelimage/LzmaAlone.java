package remediator.kernelimage;

import java.io.IOException;
import java.util.OptionalLong;
import org.tukaani.xz.LZMAInputStream;

/**
 * The file format of the old lzma(1), which has no magic number and no checksum: properties,
 * dictionary size, unpacked size or -1, then the data (doc/lzma-file-format.txt of XZ Utils).
 */
final class LzmaAlone implements Packing {
  /** lc=3, lp=0, pb=2, which all encoders use for this format unless asked not to. */
  private static final int PROPERTIES = 0x5d;

  private static final int DICTIONARY = 1;
  private static final int PLAIN_BYTES = 5;
  private static final int HEADER_BYTES = 13;
  private static final long UNKNOWN = -1;
  private static final long DICTIONARY_BYTES_MIN = 4096;

  @Override
  public String word() {
    return "lzma";
  }

  /**
   * The first byte of the range coder is always 0, and encoders only use dictionary sizes of 2^n
   * and 2^n + 2^(n-1), which is how file(1) tells such files too.
   */
  @Override
  public boolean begins(Bytes bytes, int offset) {
    return bytes.has(offset, HEADER_BYTES + 1)
        && bytes.u8(offset) == PROPERTIES
        && bytes.u8(offset + HEADER_BYTES) == 0
        && isDictionarySize(bytes.u32(offset + DICTIONARY))
        && isPlausible(bytes.i64(offset + PLAIN_BYTES));
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException {
    Bytes bytes = unpacking.packed();
    long inHeader = bytes.i64(PLAIN_BYTES);
    OptionalLong known = inHeader == UNKNOWN ? unpacking.stated() : OptionalLong.of(inHeader);
    // A dictionary need not be larger than what it is about.
    long most = Math.min(known.orElse(Long.MAX_VALUE), unpacking.plainBytesMax());
    long dictionary = Math.min(bytes.u32(DICTIONARY), Math.max(most, DICTIONARY_BYTES_MIN));
    BytesInput packed = new BytesInput(bytes.slice(HEADER_BYTES, bytes.length() - HEADER_BYTES));
    try (var plain = new LZMAInputStream(packed, inHeader, (byte) PROPERTIES, (int) dictionary)) {
      Bytes drained = unpacking.drain(plain::read, known);
      return new Unpacked(drained, HEADER_BYTES + packed.position());
    }
  }

  private static boolean isDictionarySize(long size) {
    long highest = Long.highestOneBit(size);
    return size >= DICTIONARY_BYTES_MIN && (size == highest || size == highest + highest / 2);
  }

  private static boolean isPlausible(long plainBytes) {
    return plainBytes == UNKNOWN || (plainBytes > 0 && plainBytes <= Integer.MAX_VALUE);
  }
}
