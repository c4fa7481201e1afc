package remediator.kernelimage;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;

/**
 * zstd: the first frame alone, into one array, whatever the window.
 *
 * <p>zstd's own library is used where it can be loaded, because it is three times as fast; else a
 * decoder in Java. Both unpack in one go, without asking for the time; they are bounded by the size
 * of the array, at most {@link ImageLimits#PLAIN_BYTES_MAX}, about half a second.
 */
final class Zstd implements Packing {
  /** Ten bits are implied: 2^(10 + 13). */
  private static final byte WINDOW_8_MIB = 13 << 3;

  private final boolean nativeAllowed;

  Zstd() {
    this(true);
  }

  /** The decoder in Java alone, for tests. */
  Zstd(boolean nativeAllowed) {
    this.nativeAllowed = nativeAllowed;
  }

  @Override
  public String word() {
    return "zstd";
  }

  @Override
  public boolean begins(Bytes bytes, int offset) {
    return ZstdFrame.begins(bytes, offset);
  }

  @Override
  public Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException {
    ZstdFrame frame = ZstdFrame.of(unpacking);
    byte[] plain = room(frame, unpacking);
    Bytes packed = unpacking.packed().slice(0, frame.endOffset());
    int length =
        nativeAllowed && NativeZstd.isLoaded()
            ? NativeZstd.unpack(packed, plain)
            : unpackInJava(packed, frame, plain);
    if (frame.stated().isPresent() && frame.stated().getAsLong() != length) {
      throw unpacking.wrongSize(frame.stated().getAsLong(), length);
    }
    return new Unpacked(Bytes.of(plain).slice(0, length), frame.endOffset());
  }

  private static byte[] room(ZstdFrame frame, Unpacking unpacking) throws UnreadableImageException {
    if (frame.stated().isPresent()) {
      unpacking.expect(frame.stated().getAsLong());
    }
    long most = Math.min(frame.plainBytesMax(), unpacking.plainBytesMax());
    long size = unpacking.stated().orElse(frame.stated().orElse(most));
    if (size > frame.plainBytesMax()) {
      throw unpacking.wrongSize(size, frame.plainBytesMax());
    }
    return unpacking.room(size);
  }

  /**
   * The decoder in Java refuses windows beyond 8 MiB, for the sake of its streams. Here all output
   * stays in one array and no match can reach further back than its start, so the window does not
   * matter: the frame gets a header that names 8 MiB.
   */
  private static int unpackInJava(Bytes packed, ZstdFrame frame, byte[] plain) {
    int checksumFlag = frame.checksum() ? ZstdFrame.CHECKSUM : 0;
    byte[] header = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) checksumFlag, WINDOW_8_MIB};
    int blocks = packed.length() - frame.blocksOffset();
    byte[] copy = new byte[header.length + blocks];
    System.arraycopy(header, 0, copy, 0, header.length);
    System.arraycopy(
        packed.array(), packed.arrayOffset() + frame.blocksOffset(), copy, header.length, blocks);
    return new ZstdDecompressor().decompress(copy, 0, copy.length, plain, 0, plain.length);
  }
}
