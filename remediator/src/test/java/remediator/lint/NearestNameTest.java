package remediator.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final NearestName NAMES =
      new NearestName(
          Set.of(
              "memory",
              "quiet",
              "console",
              "cgroup.memory",
              "cgroup_disable",
              "root",
              "init",
              "mitigations",
              "s",
              "ip",
              "rd.lvm.lv",
              "rd.lvm.vg"));

  @ParameterizedTest
  @CsvSource({
    "memori, memory",
    "quite, quiet",
    "quit, quiet",
    "qiuet, quiet",
    "cgroup-memory, cgroup.memory",
    "cgroup.memroy, cgroup.memory",
    "CONSOLE, console",
    "consle, console",
    "cosnoel, console",
    "rot, root",
    "mitigatoin, mitigations",
    "rd.lvm.ls, rd.lvm.lv"
  })
  void findsWhatWasMeant(String word, String meant) {
    assertEquals(Optional.of(meant), NAMES.to(word));
  }

  @ParameterizedTest
  @CsvSource({
    "memory",
    "ip",
    "i",
    "rt",
    "ro",
    "rxxts",
    "zzz",
    "mmrx",
    "nitt",
    "quoit2",
    "memxrx",
    "rd.lvm.xx"
  })
  void saysNothingWhereNothingIsNear(String word) {
    assertEquals(Optional.empty(), NAMES.to(word));
  }

  @Test
  void whatIsNearToManyIsNearToNone() {
    assertEquals(Optional.empty(), new NearestName(Set.of("hda", "hdb", "hdc", "hdd")).to("hdx"));
    assertEquals(Optional.of("hda"), new NearestName(Set.of("hda", "hdb", "hdc")).to("hdx"));
  }

  @Test
  void lengthsAreBounded() {
    String longest = "x".repeat(NearestName.CHARS_MAX);
    NearestName one = new NearestName(Set.of(longest.substring(1)));
    assertEquals(Optional.of(longest.substring(1)), one.to(longest));
    assertEquals(Optional.empty(), one.to(longest + "x"));
    assertEquals(Optional.empty(), one.to("x".repeat(1_000_000)));
  }

  @ParameterizedTest
  @CsvSource({"ab, ba, 1", "abc, abc, 0", "abc, abd, 1", "abcd, acbd, 1", "kitten, sitting, 3"})
  void distanceCountsSwappedNeighboursOnce(String one, String other, int expected) {
    assertEquals(expected, NearestName.distance(one, other, 3));
    assertEquals(expected, NearestName.distance(other, one, 3));
    assertEquals(Math.min(expected, 2), NearestName.distance(one, other, 1));
  }

  /** The usual definition, without its shortcuts, for every pair of short words. */
  @Test
  void distanceIsThatOfTheDefinition() {
    Set<String> words =
        IntStream.range(0, 81)
            .mapToObj(n -> Integer.toString(n + 81, 3).substring(1).replaceFirst("0+$", ""))
            .collect(Collectors.toSet());
    for (String one : words) {
      for (String other : words) {
        int expected = plain(one, one.length(), other, other.length());
        assertEquals(Math.min(expected, 3), NearestName.distance(one, other, 2), one + " " + other);
      }
    }
  }

  private static int plain(String a, int i, String b, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int exchanged = plain(a, i - 1, b, j - 1) + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(exchanged, 1 + Math.min(plain(a, i - 1, b, j), plain(a, i, b, j - 1)));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, 1 + plain(a, i - 2, b, j - 2)) : best;
  }
}
