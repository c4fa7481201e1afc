package remediator.kernelimage;

import java.io.IOException;
import java.util.OptionalLong;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2: the first stream alone. */
final class Bzip2 implements Packing {
  /** The digits of pi that begin a block, after the header {@code BZh} and the block size. */
  private static final String BLOCK_MAGIC = "1AY&SY";

  private static final String MAGIC = "BZh";

  @Override
  public String word() {
    return "bzip2";
  }

  @Override
  public boolean begins(Bytes bytes, int offset) {
    return bytes.startsWith(MAGIC, offset)
        && bytes.startsWith(BLOCK_MAGIC, offset + MAGIC.length() + 1)
        && bytes.u8(offset + MAGIC.length()) >= '1'
        && bytes.u8(offset + MAGIC.length()) <= '9';
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException {
    BytesInput packed = new BytesInput(unpacking.packed());
    try (var plain = new BZip2CompressorInputStream(packed, false)) {
      Bytes drained = unpacking.drain(plain::read, OptionalLong.empty());
      return new Unpacked(drained, packed.position());
    }
  }
}
