package remediator.linux;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;
import remediator.host.Decompressor;

/**
 * Decoders for what logrotate and journald leave behind, bounded in output and memory.
 *
 * <p>Several members or streams in one file are read on, as gzip(1), xz(1), bzip2(1) and zstd(1)
 * do. The format is believed by the file's name only: a decoder refuses what does not begin with
 * its magic number.
 */
public final class CompressedStreams implements Decompressor {
  /** Enough for {@code xz -7} (17 MiB; the default -6 needs 9 MiB, xz(1)), in a heap of 64 MiB. */
  private static final int XZ_MEMORY_KIB_MAX = 32 * 1024;

  private static final Map<String, Decoder> BY_SUFFIX =
      Map.of(
          ".gz",
          GZIPInputStream::new,
          ".xz",
          in -> new XZInputStream(in, XZ_MEMORY_KIB_MAX),
          ".zst",
          ZstdInputStream::new,
          ".bz2",
          in -> new BZip2CompressorInputStream(in, true));

  private final long plainBytesMax;

  /** Streams end in an {@link IOException} after this many plain bytes. */
  public CompressedStreams(long plainBytesMax) {
    this.plainBytesMax = plainBytesMax;
  }

  @Override
  public InputStream plain(String fileName, InputStream content) throws IOException {
    int dot = fileName.lastIndexOf('.');
    Decoder decoder = dot < 0 ? null : BY_SUFFIX.get(fileName.substring(dot));
    if (decoder == null) {
      return content;
    }
    return new BoundedStream(fileName, content, decoder, plainBytesMax);
  }

  /** A decoder's constructor; the libraries all begin to read in theirs. */
  interface Decoder {
    InputStream over(InputStream compressed) throws IOException;
  }
}
