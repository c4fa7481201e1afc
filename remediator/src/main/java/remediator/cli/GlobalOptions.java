package remediator.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import remediator.report.Palette;

/** The options that every command takes. */
final class GlobalOptions {
  /** What is printed on the standard output. */
  enum Output {
    TEXT,
    JSON
  }

  /** When colour is used. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "The tree to work on; nothing outside it is touched. Default: /")
  Path root = Path.of("/");

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "What to print on the standard output. Default: text")
  Output output = Output.TEXT;

  @Option(names = "--json", description = "Short for --output json.")
  boolean json;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      description = "Colour in text; auto: on a terminal without NO_COLOR. Default: auto")
  Color color = Color.AUTO;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "Language of the messages; this version speaks en.")
  String lang = "en";

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Transactions and history. Default: /var/lib/remediator under the root")
  Optional<Path> stateDir = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keeps what kernel images said, so that the next run need not read them again; without"
              + " it nothing is written.")
  Optional<Path> cache = Optional.empty();

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no hints on the standard error.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "All evidence.")
  boolean verbose;

  boolean isJson() {
    return json || output == Output.JSON;
  }

  Palette palette() {
    return switch (color) {
      case ALWAYS -> Palette.ANSI;
      case NEVER -> Palette.PLAIN;
      case AUTO -> isColourTerminal() ? Palette.ANSI : Palette.PLAIN;
    };
  }

  /** The reason why these options cannot be served; empty when they can. */
  Optional<String> problem() {
    return lang.toLowerCase(Locale.ROOT).startsWith("en")
        ? Optional.empty()
        : Optional.of("--lang " + lang + ": this version speaks en only");
  }

  private static boolean isColourTerminal() {
    String noColor = System.getenv("NO_COLOR");
    String terminal = System.getenv("TERM");
    boolean refused = noColor != null && !noColor.isEmpty();
    boolean dumb = terminal == null || terminal.equals("dumb");
    return Terminal.isAttached() && !refused && !dumb;
  }
}
