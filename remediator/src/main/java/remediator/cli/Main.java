package remediator.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import remediator.report.ErrorReport;
import remediator.report.ResultState;

/** The program's entry: listens, hands over to a command, exits with what it says. */
@Command(
    name = "remediator",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Cures the kernel memory leak of long-lived container hosts by boot parameter:",
      "decides between the remedies, previews, changes all or nothing, verifies by effect."
    },
    footer = {
      "",
      "Exit codes: 0 done, nothing to do; 1 failed, host as it was; 2 usage; 3 changes needed;",
      "4 undetermined; 5 refused; 6 needs hands; 7 not effective; 8 try again; 9 reboot pending."
    })
public final class Main {

  /** Runs the command line; the process exits with its code. */
  public static void main(String[] arguments) {
    Optional<HeadStart> ahead = HeadStart.of(arguments);
    System.exit(commandLine(ahead, arguments).execute(arguments));
  }

  /**
   * The commands that these arguments may mean, with their parsing and error rules; all of them for
   * none.
   */
  static CommandLine commandLine(String... arguments) {
    return commandLine(Optional.empty(), arguments);
  }

  private static CommandLine commandLine(Optional<HeadStart> ahead, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    Commands.addTo(line, ahead, arguments);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::usage);
    line.setExecutionExceptionHandler(Main::failed);
    line.setUsageHelpWidth(100);
    return line;
  }

  private static int usage(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    ErrorReport report =
        new ErrorReport(ResultState.USAGE, String.valueOf(problem.getMessage()), seeHelp(command));
    return say(report, wantsJson(arguments), command);
  }

  private static String seeHelp(CommandLine command) {
    return "see: " + command.getCommandSpec().qualifiedName() + " --help";
  }

  private static int failed(Exception problem, CommandLine command, ParseResult parsed) {
    boolean json = wantsJson(parsed.originalArgs().toArray(String[]::new));
    return say(report(problem, command), json, command);
  }

  private static ErrorReport report(Exception problem, CommandLine command) {
    if (problem instanceof UsageException) {
      return new ErrorReport(ResultState.USAGE, message(problem), seeHelp(command));
    }
    if (problem instanceof BadPolicyException) {
      return new ErrorReport(
          ResultState.USAGE,
          message(problem),
          "mend the policy file; how to write one: policies.md");
    }
    if (problem instanceof FileSystemException named && fileWords(named).isPresent()) {
      return fileWords(named).get();
    }
    if (problem instanceof IOException) {
      return new ErrorReport(ResultState.FAILED, message(problem), "nothing was changed");
    }
    return new ErrorReport(
        ResultState.FAILED,
        "a defect of this program: " + problem,
        "please report it with the output of: remediator facts --json");
  }

  /** What the host's own files are wrong in is a fact or an outcome; these the user named. */
  private static Optional<ErrorReport> fileWords(FileSystemException problem) {
    String file = String.valueOf(problem.getFile());
    if (problem instanceof NoSuchFileException) {
      return Optional.of(
          new ErrorReport(
              ResultState.USAGE, file + ": no such file or directory", "see how it is spelled"));
    }
    if (problem instanceof NotDirectoryException) {
      return Optional.of(
          new ErrorReport(
              ResultState.USAGE, file + ": not a directory", "name a directory, or what is in it"));
    }
    if (problem instanceof AccessDeniedException) {
      String remedy = "run it as root, or name a tree that you may read with --root";
      return Optional.of(
          new ErrorReport(ResultState.UNDETERMINED, file + ": permission denied", remedy));
    }
    return Optional.empty();
  }

  private static String message(Exception problem) {
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }

  private static int say(ErrorReport report, boolean json, CommandLine command) {
    GlobalOptions options = new GlobalOptions();
    options.json = json;
    String name = Streams.command(command.getCommandSpec().qualifiedName());
    return new Session(options, name, Streams.output()).answer(report);
  }

  /** The options may not have been understood, so the words themselves are looked at. */
  private static boolean wantsJson(String[] arguments) {
    List<String> words =
        Arrays.stream(arguments).map(word -> word.toLowerCase(Locale.ROOT)).toList();
    int output = words.indexOf("--output");
    return words.contains("--json")
        || words.contains("--output=json")
        || (output >= 0 && output + 1 < words.size() && words.get(output + 1).equals("json"));
  }
}
