package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineEditTest {

  /** Columns: line before, wish ({@code +} add, {@code -} remove, {@code =} set), line after. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a b|+c|a b c",
        "a b  |+c|a b c  ",
        "``|+c|c",
        "a -- b|+c|a c -- b",
        "-- b|+c|c -- b",
        "a \"b c|+d|a d \"b c",
        "a|+a|a",
        "a=1|+a|a=1 a",
        "console=tty0|+console=ttyS0,115200|console=tty0 console=ttyS0,115200",
        "console=tty0|+console=tty0|console=tty0",
        "a -- c|+c|a c -- c",
        "x|+foo=\"a b\"|x foo=\"a b\"",
        "\"foo=a b\"|+foo=\"a b\"|\"foo=a b\"",
        "cgroup.memory=nosocket x|+cgroup.memory=nokmem|cgroup.memory=nosocket,nokmem x",
        "cgroup.memory=\"nosocket\" x|+cgroup.memory=nokmem|cgroup.memory=\"nosocket,nokmem\" x",
        "\"cgroup.memory=nosocket\"|+cgroup.memory=nokmem|\"cgroup.memory=nosocket,nokmem\"",
        "cgroup.memory=nokmem,x|+cgroup.memory=nokmem|cgroup.memory=nokmem,x",
        "cgroup.memory=a cgroup.memory=b|+cgroup.memory=c|cgroup.memory=a cgroup.memory=b,c",
        "cgroup.memory=nokmem2|+cgroup.memory=nokmem|cgroup.memory=nokmem2,nokmem",
        "cgroup.memory=|+cgroup.memory=nokmem|cgroup.memory= cgroup.memory=nokmem",
        "cgroup-disable=cpu|+cgroup_disable=memory|cgroup-disable=cpu,memory",
        "cgroup.memory=a|+cgroup.memory=b,a,c|cgroup.memory=a,b,c",
        "a b c|-b|a c",
        "a  b  c|-b|a   c",
        "b c|-b|c",
        "a b|-b|a",
        "b b a|-b|a",
        "foo=1 foo=2 foo foo=1|-foo=1|foo=2 foo",
        "foo=1 foo|-foo|foo=1",
        "foo=1 foo foo=2 x|-foo=*|x",
        "foo_x=1|-foo-x=1|``",
        "cgroupXmemory=nokmem|-cgroup.memory=nokmem|cgroupXmemory=nokmem",
        "cgroup.memory=nosocket,nokmem|-cgroup.memory=nokmem|cgroup.memory=nosocket",
        "cgroup.memory=nokmem,nosocket|-cgroup.memory=nokmem|cgroup.memory=nosocket",
        "a cgroup.memory=nokmem|-cgroup.memory=nokmem|a",
        "cgroup.memory=nokmem,nokmem b|-cgroup.memory=nokmem|b",
        "cgroup.memory=x,nokmem cgroup.memory=nokmem|-cgroup.memory=nokmem|cgroup.memory=x",
        "a -- b|-b|a -- b",
        "foo=1 a foo=2|=foo=3|foo=3 a",
        "foo=1|=foo=1|foo=1",
        "a|=foo=3|a foo=3",
        "foo=\"3\" foo=4|=foo=3|foo=\"3\"",
        "cgroup.memory=a,b|=cgroup.memory=c|cgroup.memory=c",
      })
  void changesOnlyWhatIsAsked(String before, String wish, String after) {
    assertEquals(after, CommandLineEdit.apply(before, List.of(request(wish))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "--",
        "a'b",
        "a\\b",
        "a\"b",
        "foo=\"a",
        "a\n",
        " a",
        "caf\u00e9",
        "\u001b[31m",
        "BOOT_IMAGE=/x"
      })
  void refusesWhatIsNotOneWord(String word) {
    assertThrows(IllegalArgumentException.class, () -> ParameterRequest.add(word));
  }

  @Test
  void wishesTellThemselves() {
    assertEquals("foo=\"a b\"", ParameterRequest.add("\"foo=a b\"").text());
    assertEquals("foo=*", ParameterRequest.remove("foo=*").text());
    assertEquals("foo=", ParameterRequest.set("foo=").text());
  }

  @Property(tries = 3000)
  void addThenRemoveIsTheIdentity(@ForAll("lines") String line, @ForAll("wishes") String word) {
    ParameterRequest remove = ParameterRequest.remove(word);
    Assume.that(CommandLineEdit.splices(line, remove).isEmpty());
    String added = CommandLineEdit.apply(line, List.of(ParameterRequest.add(word)));
    assertEquals(line, CommandLineEdit.apply(added, List.of(remove)));
  }

  @Property(tries = 3000)
  void whatWasAddedIsThereAndTheRestIsKept(
      @ForAll("lines") String line, @ForAll("wishes") String word) {
    ParameterRequest add = ParameterRequest.add(word);
    String added = CommandLineEdit.apply(line, List.of(add));
    assertTrue(CommandLineEdit.splices(added, add).isEmpty(), "not idempotent: " + added);
    Parameter wanted = new CommandLine(word).parameters().get(0);
    List<Parameter> there =
        new CommandLine(added)
            .effective(true).stream().filter(each -> each.name().equals(wanted.name())).toList();
    if (CommaLists.includes(wanted.name()) && wanted.value().isPresent()) {
      assertTrue(
          there.stream()
              .flatMap(each -> each.commaTokens().stream())
              .toList()
              .containsAll(wanted.commaTokens()));
    } else {
      assertTrue(there.stream().anyMatch(each -> each.value().equals(wanted.value())));
      List<String> rest = new java.util.ArrayList<>(new CommandLine(added).words());
      if (!added.equals(line)) {
        rest.remove(ParameterRequest.add(word).text());
      }
      assertEquals(new CommandLine(line).words(), rest);
    }
  }

  @Property(tries = 2000)
  void nothingIsLeftOfWhatWasRemoved(@ForAll("lines") String line, @ForAll("wishes") String word) {
    ParameterRequest remove = ParameterRequest.remove(word);
    String removed = CommandLineEdit.apply(line, List.of(remove));
    assertTrue(CommandLineEdit.splices(removed, remove).isEmpty(), "still there: " + removed);
  }

  @Property(tries = 2000)
  void settingLeavesOneOccurrence(@ForAll("lines") String line, @ForAll("wishes") String word) {
    ParameterRequest set = ParameterRequest.set(word);
    String result = CommandLineEdit.apply(line, List.of(set));
    Parameter wanted = new CommandLine(word).parameters().get(0);
    List<Parameter> there =
        new CommandLine(result)
            .effective(true).stream().filter(each -> each.name().equals(wanted.name())).toList();
    assertEquals(1, there.size(), result);
    assertEquals(wanted.value(), there.get(0).value());
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> words =
        Arbitraries.of(
            "a",
            "b=1",
            "b=2",
            "b",
            "foo=\"x y\"",
            "\"foo=x y\"",
            "--",
            "\"",
            "'",
            "=",
            "\"\"",
            "cgroup.memory=nosocket",
            "cgroup.memory=nokmem",
            "cgroup.memory=\"a,b\"",
            "cgroup.memory=",
            "cgroup.memory=,a",
            "cgroup.memory=a,",
            "cgroup.memory",
            "cgroup-disable=memory",
            "\"cgroup_disable=cpu,io\"",
            "\0",
            "x\"y",
            "\\");
    Arbitrary<String> spaces =
        Arbitraries.of(" ", " ", " ", "  ", "\t", "\n", "\r", "", "\u00a0", " \r\n");
    Arbitrary<String> mixed =
        Arbitraries.oneOf(words, spaces, spaces)
            .list()
            .ofMaxSize(14)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(mixed, mixed, Arbitraries.strings());
  }

  @Provide
  Arbitrary<String> wishes() {
    return Arbitraries.of(
        "a",
        "b",
        "b=1",
        "b=3",
        "b=",
        "foo=\"x y\"",
        "foo=\"x z\"",
        "cgroup.memory=nokmem",
        "cgroup.memory=nokmem,nosocket",
        "cgroup.memory=\"a b\"",
        "cgroup_disable=memory",
        "cgroup_disable=io",
        "cgroup.memory",
        "cgroup.memory=,",
        "b=x,y",
        "memmap=1M$0x100");
  }

  private static ParameterRequest request(String wish) {
    String word = wish.substring(1);
    return switch (wish.charAt(0)) {
      case '+' -> ParameterRequest.add(word);
      case '-' -> ParameterRequest.remove(word);
      default -> ParameterRequest.set(word);
    };
  }

  @Test
  void limitsAreBytesWithNul() {
    CommandLine fits = new CommandLine("x".repeat(2047));
    CommandLine tooLong = new CommandLine("x".repeat(2048));
    assertTrue(CommandLineLimit.of("x86_64").holds(fits));
    assertEquals(1, CommandLineLimit.of("x86_64").bytesTooLong(tooLong));
    assertEquals(
        List.of(2048, 2048, 4096, 1024, 1024, 512),
        Arrays.asList("aarch64", "ppc64le", "s390x", "armv7l", "riscv64", "vax").stream()
            .map(architecture -> CommandLineLimit.of(architecture).bytes())
            .toList());
  }
}
