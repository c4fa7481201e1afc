package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of every command, word for word; a manual page that leaves no command out. */
class HelpTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path GOLDEN = MODULE.resolve("src/test/resources/help");
  private static final Pattern OPTION = Pattern.compile("`(-{1,2}[a-z][a-z-]*)");

  static List<String> commands() {
    List<String> commands = new ArrayList<>();
    collect(Main.commandLine(), commands);
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void saysWhatItSaid(String command) throws IOException {
    Golden.assertSame(GOLDEN.resolve(command.replace(' ', '-') + ".txt"), help(command));
  }

  @Test
  void noGoldenTextIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertEquals(
          commands().stream().map(c -> c.replace(' ', '-') + ".txt").sorted().toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesEveryOptionThatEveryCommandTakes(String command) throws IOException {
    if (!line(command).getSubcommands().isEmpty()) {
      return;
    }
    TreeSet<String> missing = new TreeSet<>(optionsOfContract());
    missing.removeIf(help(command)::contains);
    assertEquals(new TreeSet<>(), missing);
  }

  @Test
  void theContractNamesItsOptions() throws IOException {
    assertTrue(
        optionsOfContract()
            .containsAll(List.of("--root", "--output", "--json", "--color", "--lang", "-q", "-v")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isPrintedOnTheStandardOutputAndEndsWell(String command) {
    String arguments = (command + " --help").substring("remediator ".length());
    CommandRun run = CommandRun.of(arguments.split(" ", -1));
    assertEquals(0, run.exitCode());
    assertEquals(help(command), run.output());
    assertEquals("", run.errors());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void standsInTheManualWithItsOptions(String command) throws IOException {
    String manual = manual();
    String words = command.substring(command.indexOf(' ') + 1);
    assertTrue(manual.contains("\n.Ss " + words + "\n") || command.equals("remediator"), words);
    Optional<String> missing =
        line(command).getCommandSpec().options().stream()
            .map(option -> option.longestName().replaceFirst("^-+", ""))
            .filter(option -> !manual.contains("-" + option))
            .findFirst();
    assertEquals(Optional.empty(), missing);
  }

  @Test
  void theManualNamesEveryExitCode() throws IOException {
    String manual = manual();
    for (var state : remediator.report.ResultState.values()) {
      assertTrue(manual.contains("\n.It " + state.exitCode() + "\n"), state.word());
    }
  }

  private static String manual() throws IOException {
    return Files.readString(MODULE.resolve("src/main/man/remediator.1"))
        .replace("\\-", "-")
        .replace("Fl -", "--")
        .replace("Fl ", "-")
        .toLowerCase(Locale.ROOT)
        .replace("\n.ss ", "\n.Ss ")
        .replace("\n.it ", "\n.It ");
  }

  private static List<String> optionsOfContract() throws IOException {
    String contract = Files.readString(MODULE.resolve("docs/cli.md"));
    int start = contract.indexOf("## Options every command takes");
    String section = contract.substring(start, contract.indexOf("\n## ", start + 1));
    return OPTION
        .matcher(section)
        .results()
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .collect(Collectors.toList());
  }

  private static String help(String command) {
    return line(command).getUsageMessage(Ansi.OFF);
  }

  private static CommandLine line(String command) {
    CommandLine line = Main.commandLine();
    for (String word : List.of(command.split(" ", -1)).subList(1, command.split(" ", -1).length)) {
      line = Objects.requireNonNull(line.getSubcommands().get(word), command);
    }
    return line;
  }

  private static void collect(CommandLine line, List<String> commands) {
    commands.add(line.getCommandSpec().qualifiedName());
    line.getSubcommands().values().forEach(each -> collect(each, commands));
  }
}
