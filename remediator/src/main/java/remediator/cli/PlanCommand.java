package remediator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import remediator.plan.Planning;
import remediator.report.PlanReport;
import remediator.report.Report;

/** {@code remediator plan}. */
@Command(name = "plan", description = "Decide, and show exactly what would change.")
final class PlanCommand extends HostCommand {
  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Save the plan for: remediator apply FILE")
  private Optional<Path> out = Optional.empty();

  @Override
  Report report(Session session) throws IOException {
    PlanReport report = options.report(session);
    if (out.isPresent() && report.planning().orElse(null) instanceof Planning.Planned planned) {
      new SavedPlan(session).write(out.get(), planned.plan());
    }
    return report;
  }
}
