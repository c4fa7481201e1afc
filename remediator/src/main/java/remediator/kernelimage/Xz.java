package remediator.kernelimage;

import java.io.IOException;
import java.util.Arrays;
import org.tukaani.xz.check.Check;
import remediator.kernelimage.XzStream.Block;

/**
 * xz, with the filters for machine code (BCJ): the first stream alone.
 *
 * <p>The blocks are unpacked one by one to where they belong in one array, without the library's
 * reader of streams: that one allocates whatever dictionary the header names, 128 MiB for kernels
 * since 6.12 (scripts/xz_wrap.sh), though no match can reach back beyond a block's start.
 */
final class Xz implements Packing {
  @Override
  public String word() {
    return "xz";
  }

  @Override
  public boolean begins(Bytes bytes, int offset) {
    return bytes.startsWith(XzStream.MAGIC, offset);
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException {
    XzStream stream = XzStream.of(unpacking);
    unpacking.expect(stream.plainBytes());
    byte[] plain = unpacking.room(stream.plainBytes());
    int length = 0;
    for (Block block : stream.blocks()) {
      length += unpack(block, stream.check(), plain, length, unpacking);
    }
    return new Unpacked(Bytes.of(plain).slice(0, length), stream.endOffset());
  }

  private static int unpack(Block block, int check, byte[] plain, int start, Unpacking unpacking)
      throws IOException, UnreadableImageException {
    Bytes packed = unpacking.packed();
    Bytes chunks = packed.slice(block.offset(), block.checkOffset() - block.offset());
    int length = new Lzma2(plain, start, unpacking).unpack(chunks);
    for (int i = block.filters().size() - 1; i >= 0; i--) {
      XzFilters.undo(block.filters().get(i), plain, start, length);
    }
    Check sum = Check.getInstance(check);
    sum.update(plain, start, length);
    byte[] expected = sum.finish();
    int at = packed.arrayOffset() + block.checkOffset();
    if (!Arrays.equals(expected, 0, expected.length, packed.array(), at, at + expected.length)) {
      throw new IOException("a wrong checksum");
    }
    return length;
  }
}
