package remediator.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes found so far in one file. */
final class Problems {
  /** Nobody mends more at once; a file of nonsense must not fill a screen. */
  static final int KEPT_MAX = 50;

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Located at, String what, String expected) {
    add(at.line(), at.column(), what, expected);
  }

  void add(int line, int column, String what, String expected) {
    if (found.size() < KEPT_MAX) {
      found.add(new Problem(file, line, column, asBytes(what), asBytes(expected)));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> inOrder() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  /** Unicode text as UTF-8 bytes, one per character: the form all texts of the host have. */
  static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
