package remediator.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import remediator.report.CompletionReport;
import remediator.report.Report;

/** {@code remediator completion}: a script for the shell to source. */
@Command(name = "completion", description = "Shell completion, to be sourced by bash or zsh.")
final class CompletionCommand extends HostCommand {
  private static final String ZSH_READS_BASH = "autoload -U +X bashcompinit && bashcompinit\n";

  /** The shells whose completion is known; zsh reads bash's through bashcompinit. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell = Shell.BASH;

  @Override
  Report report(Session session) {
    String script = AutoComplete.bash("remediator", Main.commandLine());
    return new CompletionReport(
        shell.name().toLowerCase(Locale.ROOT),
        shell == Shell.ZSH ? ZSH_READS_BASH + script : script);
  }
}
