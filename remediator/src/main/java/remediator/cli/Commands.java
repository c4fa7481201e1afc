package remediator.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The commands by name, in the order of the help text.
 *
 * <p>To build one means to read its annotations by reflection, which takes longer than what most
 * commands do; so a call that begins with a command's name builds that one alone.
 */
final class Commands {
  static final List<String> NAMES =
      List.of(
          "status",
          "facts",
          "kernels",
          "params",
          "log",
          "lint",
          "plan",
          "apply",
          "verify",
          "rollback",
          "recover",
          "history",
          "policy",
          "completion");

  private Commands() {}

  /** Adds the one that the arguments begin with; all of them where they begin otherwise. */
  static void addTo(CommandLine line, Optional<HeadStart> ahead, String... arguments) {
    boolean isNamed = arguments.length > 0 && NAMES.contains(arguments[0]);
    for (String name : isNamed ? List.of(arguments[0]) : NAMES) {
      Object command = named(name);
      if (command instanceof HostCommand host) {
        host.take(ahead);
      }
      line.addSubcommand(command);
    }
  }

  private static Object named(String name) {
    return switch (name) {
      case "status" -> new StatusCommand();
      case "facts" -> new FactsCommand();
      case "kernels" -> new KernelsCommand();
      case "params" -> new ParamsCommand();
      case "log" -> new LogCommand();
      case "lint" -> new LintCommand();
      case "plan" -> new PlanCommand();
      case "apply" -> new ApplyCommand();
      case "verify" -> new VerifyCommand();
      case "rollback" -> new RollbackCommand();
      case "recover" -> new RecoverCommand();
      case "history" -> new HistoryCommand();
      case "policy" -> new PolicyCommand();
      case "completion" -> new CompletionCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
