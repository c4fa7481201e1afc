package remediator.kernel;

import java.util.Comparator;
import java.util.List;

/**
 * One change of a text: the characters from {@code start} to {@code end} give way to others.
 *
 * @param start offset of the first character that goes
 * @param end offset after the last one that goes; equal to {@code start} for a pure insertion
 * @param replacement what comes in their place
 */
public record Splice(int start, int end, String replacement) {
  private static final Comparator<Splice> ORDER =
      Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end);

  /** Checks the offsets. */
  public Splice {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  /** A splice that only adds. */
  public static Splice insertion(int at, String text) {
    return new Splice(at, at, text);
  }

  /** A splice that only removes. */
  public static Splice deletion(int start, int end) {
    return new Splice(start, end, "");
  }

  /** Whether applying this changes nothing whatever the text. */
  public boolean isEmpty() {
    return start == end && replacement.isEmpty();
  }

  /**
   * Applies splices whose offsets all refer to the same text.
   *
   * @throws IllegalArgumentException when two of them overlap, or one reaches past the end
   */
  public static String apply(String text, List<Splice> splices) {
    StringBuilder result = new StringBuilder(text.length() + 64);
    int copied = 0;
    for (Splice splice : splices.stream().sorted(ORDER).toList()) {
      if (splice.start() < copied || splice.end() > text.length()) {
        throw new IllegalArgumentException("splices overlap or reach past the end: " + splice);
      }
      result.append(text, copied, splice.start()).append(splice.replacement());
      copied = splice.end();
    }
    return result.append(text, copied, text.length()).toString();
  }
}
