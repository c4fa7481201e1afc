package remediator.kernelimage;

import io.airlift.compress.lzo.LzoDecompressor;
import java.io.IOException;

/** A file of lzop(1), all of whose numbers are most significant byte first (lzop 1.04, lzop.c). */
final class Lzop implements Packing {
  private static final String MAGIC = "\u0089LZO\0\r\n\u001a\n";

  @Override
  public String word() {
    return "lzop";
  }

  @Override
  public boolean begins(Bytes bytes, int offset) {
    return bytes.startsWith(MAGIC, offset);
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException {
    LzopBlocks measured = LzopBlocks.of(unpacking.packed());
    long plainBytes = 0;
    while (measured.next()) {
      plainBytes += measured.plainBytes();
    }
    unpacking.expect(plainBytes);
    byte[] plain = unpacking.room(plainBytes);
    LzopBlocks blocks = LzopBlocks.of(unpacking.packed());
    int length = 0;
    for (LzoDecompressor decompressor = new LzoDecompressor(); blocks.next(); ) {
      unpacking.checkTime();
      length += blocks.unpack(decompressor, plain, length);
    }
    return new Unpacked(Bytes.of(plain), blocks.endOffset());
  }
}
