package remediator.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Programs of the live host, run with a clean environment, without a shell, bounded. */
public interface Tools {

  /**
   * Runs {@code argv} (first element an absolute path) and waits at most {@code timeout}; the
   * program and its children are killed then. Output beyond {@code outputBytesMax} is dropped and
   * said so.
   */
  Outcome run(List<String> argv, Duration timeout, int outputBytesMax) throws IOException;

  /** What a program said; texts are ISO 8859-1. */
  record Outcome(int exitCode, String output, String errors, boolean timedOut, boolean truncated) {}
}
