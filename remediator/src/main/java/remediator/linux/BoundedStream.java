package remediator.linux;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;

/** A decoder under guard: bounded in what it gives out, and failing with the file's name only. */
final class BoundedStream extends InputStream {
  /** Deflate cannot exceed 1032:1; real logs stay below 100:1 with any of the formats. */
  static final long RATIO_MAX = 1000;

  /** Below this no ratio is suspicious: a short file may well be a single repeated line. */
  static final long RATIO_FREE_BYTES = 8L << 20;

  private final String fileName;
  private final long plainBytesMax;
  private final Counted compressed;
  private final InputStream plain;
  private long plainBytes = 0;

  BoundedStream(
      String fileName, InputStream content, CompressedStreams.Decoder decoder, long plainBytesMax)
      throws IOException {
    this.fileName = fileName;
    this.plainBytesMax = plainBytesMax;
    this.compressed = new Counted(content);
    this.plain = opened(decoder);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    int count;
    try {
      count = plain.read(buffer, offset, length);
    } catch (IOException | RuntimeException e) {
      throw named(e);
    }
    plainBytes += Math.max(count, 0);
    refuseBomb();
    return count;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private InputStream opened(CompressedStreams.Decoder decoder) throws IOException {
    try {
      return decoder.over(new BufferedInputStream(compressed));
    } catch (IOException | RuntimeException e) {
      compressed.close();
      throw named(e);
    }
  }

  /** Decoders also fail by unchecked exceptions on bytes that are not theirs. */
  private IOException named(Exception e) {
    return new IOException(fileName + ": cannot be decompressed: " + e.getMessage(), e);
  }

  private void refuseBomb() throws IOException {
    if (plainBytes > plainBytesMax) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: more than the %d bytes that are read of such a file when decompressed",
              fileName,
              plainBytesMax));
    }
    if (plainBytes > RATIO_FREE_BYTES && plainBytes / RATIO_MAX > compressed.bytes) {
      throw new IOException(
          fileName + ": decompresses more than " + RATIO_MAX + ":1, which no log does");
    }
  }

  /** Counts what the decoder has been fed. */
  private static final class Counted extends FilterInputStream {
    private long bytes = 0;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      bytes += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      bytes += Math.max(count, 0);
      return count;
    }
  }
}
