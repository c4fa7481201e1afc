package remediator.linux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.exec.ExecuteStreamHandler;

/**
 * The first bytes of what a program says, on both streams; the rest is read and dropped, so that
 * the program is never held up by a full pipe.
 */
final class OutputCapture implements ExecuteStreamHandler {
  /**
   * How long the streams are waited for once the program has ended; a left-over child holds them.
   */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final int CHUNK_BYTES = 8192;

  private final int bytesMax;
  private final List<Pump> pumps = new ArrayList<>();

  OutputCapture(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  String output() {
    return pumps.get(0).text();
  }

  String errors() {
    return pumps.get(1).text();
  }

  boolean truncated() {
    return pumps.stream().anyMatch(Pump::incomplete);
  }

  @Override
  public void setProcessInputStream(OutputStream standardInput) throws IOException {
    standardInput.close();
  }

  @Override
  public void setProcessOutputStream(InputStream standardOutput) {
    pumps.add(0, new Pump(standardOutput, bytesMax));
  }

  @Override
  public void setProcessErrorStream(InputStream standardError) {
    pumps.add(new Pump(standardError, bytesMax));
  }

  @Override
  public void start() {
    pumps.forEach(Pump::start);
  }

  @Override
  public void stop() throws IOException {
    for (Pump pump : pumps) {
      pump.finish();
    }
  }

  /** Reads one stream in a thread of its own: two pipes cannot be emptied by one reader. */
  private static final class Pump {
    private final InputStream from;
    private final int bytesMax;
    private final Thread thread;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean incomplete = true;

    Pump(InputStream from, int bytesMax) {
      this.from = from;
      this.bytesMax = bytesMax;
      this.thread = new Thread(this::drain, "output of a tool");
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    void finish() throws IOException {
      try {
        thread.join(GRACE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a tool was ending", e);
      }
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.ISO_8859_1);
    }

    synchronized boolean incomplete() {
      return incomplete;
    }

    private void drain() {
      byte[] chunk = new byte[CHUNK_BYTES];
      boolean whole = true;
      try {
        for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
          whole &= keep(chunk, count);
        }
      } catch (IOException e) {
        // The stream was taken away while it was read: what is kept is not all there was.
        whole = false;
      }
      end(whole);
    }

    private synchronized boolean keep(byte[] chunk, int count) {
      int room = Math.min(count, bytesMax - kept.size());
      kept.write(chunk, 0, room);
      return room == count;
    }

    private synchronized void end(boolean whole) {
      incomplete = !whole;
    }
  }
}
