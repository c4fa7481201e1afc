package remediator.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import remediator.report.Report;

/** A command about a host: one report, and the exit code that it says. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class HostCommand implements Callable<Integer> {
  @Mixin private GlobalOptions global = new GlobalOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private Optional<HeadStart> ahead = Optional.empty();

  /** Does the work and says what came of it. */
  abstract Report report(Session session) throws IOException;

  @Override
  public final Integer call() throws IOException {
    global.problem().ifPresent(HostCommand::refuse);
    KnownImages images =
        ahead.flatMap(start -> start.images(global)).orElseGet(() -> new KnownImages(global));
    Session session = Streams.session(global, spec.qualifiedName(), images);
    return session.answer(report(session));
  }

  /** Uses what was begun before the command line was understood. */
  void take(Optional<HeadStart> begun) {
    ahead = begun;
  }

  GlobalOptions global() {
    return global;
  }

  private static void refuse(String problem) {
    throw new UsageException(problem);
  }
}
