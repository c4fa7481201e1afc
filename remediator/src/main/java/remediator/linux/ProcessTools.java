package remediator.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import remediator.host.Tools;

/**
 * Programs of this machine, by commons-exec.
 *
 * <p>No shell; nothing of our environment; standard input at its end; working directory {@code /}.
 * When the time is over the program and all its descendants get SIGKILL. A descendant that has
 * detached itself (its parent gone) is not found; then its output is given up, not waited for. The
 * bound on output holds for each of the two streams. Arguments are ASCII: the JVM would encode
 * other characters by the locale, and the program would get other bytes than were meant.
 */
public final class ProcessTools implements Tools {
  private static final Path WORKING_DIRECTORY = Path.of("/");

  /** As root's by login(1) without the local directories, which packages do not own. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

  private static final int ASCII_END = 0x80;

  @Override
  public Outcome run(List<String> argv, Duration timeout, int outputBytesMax) throws IOException {
    CommandLine command = command(argv);
    OutputCapture capture = new OutputCapture(outputBytesMax);
    DefaultExecutor executor =
        DefaultExecutor.builder()
            .setWorkingDirectory(WORKING_DIRECTORY)
            .setExecuteStreamHandler(capture)
            .get();
    ProcessTree tree = new ProcessTree(timeout);
    executor.setProcessDestroyer(tree);
    executor.setExitValues(null);
    int exitCode = executor.execute(command, ENVIRONMENT);
    return new Outcome(
        exitCode, capture.output(), capture.errors(), tree.timedOut(), capture.truncated());
  }

  private static CommandLine command(List<String> argv) throws IOException {
    if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
      throw new IllegalArgumentException("a program is named by its absolute path: " + argv);
    }
    for (String argument : argv) {
      if (argument.chars().anyMatch(c -> c >= ASCII_END)) {
        throw new IOException(argv.get(0) + ": an argument is not ASCII: " + argument);
      }
    }
    CommandLine command = new CommandLine(Path.of(argv.get(0)));
    argv.stream().skip(1).forEach(argument -> command.addArgument(argument, false));
    return command;
  }
}
