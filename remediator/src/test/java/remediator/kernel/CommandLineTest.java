package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static final ParameterName MEMORY = new ParameterName("cgroup.memory");

  /** Columns: line, name and value of its first word, both as the kernel's next_arg gives them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "quiet | quiet | -",
        "foo=bar | foo | bar",
        "foo=a=b | foo | a=b",
        "foo= | foo | ``",
        "=foo | =foo | -",
        "=foo=bar | =foo | bar",
        "foo=\"a b\" | foo | a b",
        "\"foo=a b\" | foo | a b",
        "\"foo\" | foo | -",
        "fo\"o b\"ar | fo\"o b\"ar | -",
        "foo=a\"b c\"d | foo | a\"b c\"d",
        "foo=\" | foo | ``",
        "foo='a b' | foo | 'a",
        "foo=a\\\"b c | foo | a\\\"b c",
        "\" | `` | -",
        "\"\" | `` | -",
      })
  void splitsAsTheKernelDoes(String line, String name, String value) {
    Parameter first = new CommandLine(line).parameters().get(0);
    assertEquals(name, first.name().text());
    assertEquals(Optional.ofNullable(value), first.value());
  }

  @Test
  void everyWhiteSpaceOfTheKernelSeparates() {
    assertEquals(
        List.of("a", "b", "c", "d", "e"), new CommandLine("\ta \nb\rc\u00a0d\u000be\f").words());
  }

  @Test
  void nulEndsTheLine() {
    assertEquals(List.of("a"), new CommandLine("a\0 b").words());
  }

  @Test
  void openQuoteReachesToTheEnd() {
    Parameter last = new CommandLine("a b=\"c -- d").parameters().get(1);
    assertTrue(last.quoteOpen());
    assertEquals(Optional.of("c -- d"), last.value());
  }

  @Test
  void namesAreEqualUpToDashAndUnderscoreOnly() {
    assertEquals(new ParameterName("cgroup-disable"), new ParameterName("cgroup_disable"));
    assertEquals(
        new ParameterName("cgroup-disable").hashCode(),
        new ParameterName("cgroup_disable").hashCode());
    assertNotEquals(new ParameterName("cgroup.memory"), new ParameterName("cgroup_memory"));
    assertNotEquals(new ParameterName("Quiet"), new ParameterName("quiet"));
  }

  @Test
  void valuesAreNotNormalised() {
    CommandLine line = new CommandLine("cgroup-disable=a-b");
    assertEquals(Set.of("a-b"), line.commaTokens(new ParameterName("cgroup_disable")));
  }

  @Test
  void wordsAfterDashesCountForOldKernelsOnly() {
    CommandLine line = new CommandLine("quiet -- cgroup.memory=nokmem -- x");
    assertEquals(List.of("quiet"), line.effective(true).stream().map(Parameter::raw).toList());
    assertEquals(
        List.of("quiet", "cgroup.memory=nokmem", "x"),
        line.effective(false).stream().map(Parameter::raw).toList());
    assertEquals(Set.of(), line.commaTokens(MEMORY, true));
    assertEquals(Set.of("nokmem"), line.commaTokens(MEMORY, false));
  }

  @Test
  void dashesWithAValueOrMoreDashesAreOrdinaryWords() {
    assertFalse(new CommandLine("--=x").parameters().get(0).isDashes());
    assertFalse(new CommandLine("---").parameters().get(0).isDashes());
    assertTrue(new CommandLine("\"--\"").parameters().get(0).isDashes());
  }

  @Test
  void commaTokensAddUpOverAllOccurrencesWithoutEmptyOnes() {
    CommandLine line = new CommandLine("cgroup.memory=,nosocket, x cgroup.memory=nokmem,nosocket");
    assertEquals(List.of("nosocket", "nokmem"), List.copyOf(line.commaTokens(MEMORY)));
    assertEquals(2, line.occurrences(MEMORY).size());
  }

  @Property
  void spansAndValuesLieInTheText(
      @ForAll @Chars({' ', '"', '=', '-', ',', 'a', '\r', '\0'}) String text) {
    for (Parameter word : new CommandLine(text).parameters()) {
      assertEquals(word.raw(), text.substring(word.start(), word.end()));
      word.value()
          .ifPresent(
              value -> assertEquals(value, text.substring(word.valueStart(), word.valueEnd())));
    }
  }

  @Property
  void parsesAnyText(@ForAll String text) {
    assertTrue(new CommandLine(text).words().size() <= text.length());
  }
}
