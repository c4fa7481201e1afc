package remediator.kernelimage;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import java.io.IOException;

/**
 * zstd's own library, apart from {@link remediator.kernelimage.Zstd} because its loading may fail:
 * on a file system without programs, with another C library, on another processor.
 */
final class NativeZstd {
  private static final boolean LOADED = load();

  private NativeZstd() {}

  static boolean isLoaded() {
    return LOADED;
  }

  /** Unpacks one whole frame; how many bytes came out. */
  static int unpack(Bytes frame, byte[] plain) throws IOException {
    long length =
        Zstd.decompressByteArray(
            plain, 0, plain.length, frame.array(), frame.arrayOffset(), frame.length());
    if (Zstd.isError(length)) {
      throw new IOException(Zstd.getErrorName(length));
    }
    return (int) length;
  }

  /** Where the library is, the system property ZstdNativePath tells, or it is unpacked. */
  private static boolean load() {
    try {
      Native.load();
      return Native.isLoaded();
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }
}
