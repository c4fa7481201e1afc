package remediator.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The name that somebody most likely meant.
 *
 * <p>Near is at most two letters inserted, left out, exchanged or swapped with their neighbour
 * (Damerau and Levenshtein, each letter moved once), one where the name, or what stands behind its
 * last dot, has less than {@link #SHORT_CHARS} or {@link #SHORT_PART_CHARS} letters; case, dashes,
 * underscores and dots count as alike. Names that are too short or too long, and those that are
 * near to many, have no nearest. One search takes at most as long as the number of names, whatever
 * it is asked for.
 */
final class NearestName {
  /** A name of one or two letters is near to anything. */
  static final int CHARS_MIN = 3;

  /** Longer than any name of a kernel or of a program on a command line. */
  static final int CHARS_MAX = 64;

  /** Of {@code nousb} two letters exchanged make {@code notsc}, which nobody meant. */
  private static final int SHORT_CHARS = 7;

  /** {@code inst.rdp} is two letters away from {@code inst.repo}, {@code rd.nvme} from others. */
  private static final int SHORT_PART_CHARS = 5;

  private static final int SHORT_DISTANCE = 1;
  private static final int DISTANCE = 2;

  /** As many may be equally near; of more, none is more likely than the others. */
  private static final int TIES_MAX = 3;

  private final Map<Integer, List<Candidate>> byLength = new HashMap<>();

  /** A name, and as it is compared. */
  private record Candidate(String name, String key) {}

  NearestName(Set<String> names) {
    names.stream()
        .filter(name -> name.length() >= CHARS_MIN && name.length() <= CHARS_MAX)
        .map(name -> new Candidate(name, key(name)))
        .forEach(
            each ->
                byLength.computeIfAbsent(each.key().length(), l -> new ArrayList<>()).add(each));
  }

  /** The nearest other name; empty when none is near enough, or too many are. */
  Optional<String> to(String name) {
    if (name.length() < CHARS_MIN || name.length() > CHARS_MAX) {
      return Optional.empty();
    }
    String key = key(name);
    int limit = distanceMax(name);
    List<Candidate> best = new ArrayList<>();
    for (int length = key.length() - limit; length <= key.length() + limit; length++) {
      for (Candidate candidate : byLength.getOrDefault(length, List.of())) {
        int distance = candidate.name().equals(name) ? limit + 1 : distance(key, candidate, limit);
        if (distance < limit) {
          best.clear();
          limit = distance;
        }
        if (distance == limit) {
          best.add(candidate);
        }
      }
    }
    return best.size() > TIES_MAX ? Optional.empty() : likeliest(best, name);
  }

  private static int distanceMax(String name) {
    int part = name.length() - (name.lastIndexOf('.') + 1);
    boolean isShort = name.length() < SHORT_CHARS || part < SHORT_PART_CHARS;
    return isShort ? SHORT_DISTANCE : DISTANCE;
  }

  /** Of equally near ones that which begins and is written most like it. */
  private static Optional<String> likeliest(List<Candidate> equals, String name) {
    return equals.stream()
        .map(Candidate::name)
        .min(
            Comparator.<String>comparingInt(each -> -commonBeginning(each, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int commonBeginning(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static int distance(String key, Candidate candidate, int limit) {
    return distance(key, candidate.key(), limit);
  }

  /** The distance, or {@code limit + 1} where it is more; three rows of the usual table. */
  static int distance(String one, String other, int limit) {
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= other.length(); j++) {
        row[j] = cell(one, other, i, j, beforeLast, last, row);
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return Math.min(last[other.length()], limit + 1);
  }

  private static int cell(
      String one, String other, int i, int j, int[] beforeLast, int[] last, int[] row) {
    char a = one.charAt(i - 1);
    char b = other.charAt(j - 1);
    int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (a == b ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && a == other.charAt(j - 2) && one.charAt(i - 2) == b;
    return swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}
