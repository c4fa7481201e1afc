package remediator.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import remediator.host.Host;
import remediator.linux.LinuxHost;
import remediator.probe.HostProbe;

/**
 * Kernel images that are read while the command line is still being understood.
 *
 * <p>To read one takes a fifth of a second to a whole one; to understand the command line and load
 * what a command needs takes a tenth, on the other processor. The words are only looked at here, so
 * this is a guess: a command whose options turn out to be others begins anew.
 */
final class HeadStart {
  private static final List<String> COMMANDS =
      List.of("status", "facts", "kernels", "lint", "plan", "verify");

  private final GlobalOptions guessed;
  private final FutureTask<Optional<KnownImages>> task = new FutureTask<>(this::begin);

  private HeadStart(GlobalOptions guessed) {
    this.guessed = guessed;
  }

  /** Begins where the arguments look like a command that asks kernel images. */
  static Optional<HeadStart> of(String... arguments) {
    if (arguments.length == 0 || !COMMANDS.contains(arguments[0])) {
      return Optional.empty();
    }
    try {
      HeadStart start = new HeadStart(guess(Arrays.asList(arguments)));
      Thread thread = new Thread(start.task, "head start");
      thread.setDaemon(true);
      thread.start();
      return Optional.of(start);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What was begun, if that is what these options mean. */
  Optional<KnownImages> images(GlobalOptions options) {
    boolean right =
        options.root.equals(guessed.root)
            && options.stateDir.equals(guessed.stateDir)
            && options.cache.equals(guessed.cache);
    return right ? result() : Optional.empty();
  }

  private static GlobalOptions guess(List<String> arguments) {
    GlobalOptions options = new GlobalOptions();
    options.root = value(arguments, "--root").orElse(options.root);
    options.stateDir = value(arguments, "--state-dir");
    options.cache = value(arguments, "--cache");
    return options;
  }

  private static Optional<Path> value(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    if (at >= 0 && at + 1 < arguments.size()) {
      return Optional.of(Path.of(arguments.get(at + 1)));
    }
    String assigned = option + "=";
    return arguments.stream()
        .filter(argument -> argument.startsWith(assigned))
        .findFirst()
        .map(argument -> Path.of(argument.substring(assigned.length())));
  }

  /** A root that cannot be opened is told of by the command itself. */
  private Optional<KnownImages> begin() {
    try {
      KnownImages images = new KnownImages(guessed);
      Host host = LinuxHost.at(guessed.root);
      HostProbe.begin(images.readings(host), host);
      return Optional.of(images);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<KnownImages> result() {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }
}
