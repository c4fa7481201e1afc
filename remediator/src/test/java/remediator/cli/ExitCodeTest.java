package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** How each command ends on each recorded host, in one table. */
class ExitCodeTest {
  private static final Path TABLE =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "exit-codes.txt");

  /** In this order on one private copy of each host, so that later ones see what earlier did. */
  private static final List<String> COMMANDS =
      List.of(
          "status",
          "facts",
          "kernels",
          "kernels --require cgroup.memory=nokmem",
          "kernels --require cgroup_disable=memory",
          "kernels --require no.such",
          "log",
          "lint",
          "plan",
          "plan --policy appliance-docker",
          "plan --policy kubernetes-node",
          "plan --policy keep-memory-controller",
          "plan --policy report-only",
          "apply --dry-run",
          "apply",
          "verify",
          "rollback --dry-run",
          "rollback",
          "recover",
          "history",
          "policy list",
          "apply --yes --add exit.code=test",
          "apply --yes --add exit.code=test",
          "verify",
          "status",
          "rollback --dry-run",
          "rollback --yes",
          "rollback --yes",
          "history");

  @TempDir Path directory;

  @Test
  void everyCommandEndsOnEveryHostAsItDid() throws IOException {
    StringBuilder table = new StringBuilder(header());
    for (String host : RecordedTrees.names()) {
      Path root = RecordedTrees.copy(host, directory);
      table.append(String.format(Locale.ROOT, "%-30s", host));
      for (String command : COMMANDS) {
        CommandRun run = CommandRun.of((command + " --root " + root).split(" ", -1));
        table.append(String.format(Locale.ROOT, " %2d", run.exitCode()));
      }
      table.append('\n');
    }
    Golden.assertSame(TABLE, table.toString());
  }

  @Test
  void helpAndVersionEndWell() {
    assertTrue(CommandRun.of("--version").output().startsWith("remediator "));
    assertTrue(CommandRun.of("--version").exitCode() == 0);
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertTrue(CommandRun.of(command.getCommandName(), "--help").exitCode() == 0);
    }
  }

  private static String header() {
    StringBuilder header = new StringBuilder("# Columns, each command after the one before it:\n");
    for (int column = 0; column < COMMANDS.size(); column++) {
      header.append(String.format(Locale.ROOT, "# %2d  %s%n", column + 1, COMMANDS.get(column)));
    }
    header.append(String.format(Locale.ROOT, "%-30s", "# host"));
    for (int column = 1; column <= COMMANDS.size(); column++) {
      header.append(String.format(Locale.ROOT, " %2d", column));
    }
    return header.append('\n').toString();
  }
}
