package remediator.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Words in messages: cut, quoted, listed, and the nearest of several. */
final class Words {
  /** A message names a word; whoever writes more than this has not written a word. */
  static final int SHOWN_MAX = 60;

  /** Two slips of the finger, or one swapped pair of letters. */
  private static final int SLIPS_MAX = 2;

  private Words() {}

  static String quoted(String word) {
    return '"' + clipped(word) + '"';
  }

  static String clipped(String word) {
    return word.codePointCount(0, word.length()) <= SHOWN_MAX
        ? word
        : word.substring(0, word.offsetByCodePoints(0, SHOWN_MAX)) + "~";
  }

  /** {@code one of a, b, c (nearest: "b")}, or the only word there is. */
  static String oneOf(String word, Collection<String> known) {
    String all = String.join(", ", known);
    String nearest = nearest(word, known).map(n -> " (nearest: " + quoted(n) + ")").orElse("");
    return known.size() == 1 ? all : "one of " + all + nearest;
  }

  /** The known word that a slip of the finger makes into this one. */
  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > SHOWN_MAX) {
      return Optional.empty();
    }
    int slipsMax = Math.min(SLIPS_MAX, word.length() - 1);
    return known.stream()
        .filter(each -> slips(word, each) <= slipsMax)
        .min(Comparator.comparingInt(each -> slips(word, each)));
  }

  /** Letters to be inserted, removed or replaced (Levenshtein). */
  private static int slips(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
