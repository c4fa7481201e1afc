package remediator.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The lines of a stream, one character per byte, without holding more than one of them.
 *
 * <p>A line ends at {@code \n} and comes without it; beyond {@link #LINE_BYTES_MAX} its rest is
 * dropped. After {@code bytesMax} bytes the stream counts as ended and {@link #cut} is true. An
 * iterator cannot throw, so a read error ends the lines too and is kept for {@link #failure}.
 */
final class LineStream implements Iterator<String> {
  /** A kernel record is at most 1 KiB, a command line 4 KiB, a row of slabinfo far less. */
  static final int LINE_BYTES_MAX = 16 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final long bytesMax;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private long taken;
  private boolean ended;
  private boolean cut;
  private Optional<IOException> failure = Optional.empty();
  private Optional<String> next = Optional.empty();

  LineStream(InputStream in, long bytesMax) {
    this.in = in;
    this.bytesMax = bytesMax;
  }

  /** The error that ended the lines early. */
  Optional<IOException> failure() {
    return failure;
  }

  /** Whether the bound ended the lines early. */
  boolean cut() {
    return cut;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = readLine();
    }
    return next.isPresent();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no line is left");
    }
    String line = next.orElseThrow();
    next = Optional.empty();
    return line;
  }

  private Optional<String> readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    boolean any = false;
    while (at < filled || fill()) {
      any = true;
      int newline = indexOfNewline();
      int end = newline < 0 ? filled : newline;
      line.write(buffer, at, Math.min(end - at, LINE_BYTES_MAX - line.size()));
      at = newline < 0 ? filled : newline + 1;
      if (newline >= 0) {
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
      }
    }
    return any ? Optional.of(line.toString(StandardCharsets.ISO_8859_1)) : Optional.empty();
  }

  private int indexOfNewline() {
    for (int i = at; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean fill() {
    if (ended) {
      return false;
    }
    if (taken >= bytesMax) {
      return end(true);
    }
    try {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, bytesMax - taken));
      at = 0;
      filled = Math.max(read, 0);
      taken += filled;
      return filled > 0 || end(false);
    } catch (IOException e) {
      failure = Optional.of(e);
      return end(false);
    }
  }

  private boolean end(boolean atBound) {
    ended = true;
    cut = atBound;
    return false;
  }
}
