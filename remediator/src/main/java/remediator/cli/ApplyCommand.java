package remediator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import remediator.plan.Plan;
import remediator.plan.Planning;
import remediator.report.OutcomeReport;
import remediator.report.PlanReport;
import remediator.report.Report;
import remediator.report.ResultState;

/** {@code remediator apply}. */
@Command(name = "apply", description = "Carry out a plan, all of it or nothing.")
final class ApplyCommand extends HostCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "PLANFILE",
      description = "A plan that 'plan --out' saved; else the plan that the options give.")
  private Optional<Path> planFile = Optional.empty();

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(names = "--dry-run", description = "Print what 'plan' prints; write nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  Report report(Session session) throws IOException {
    if (planFile.isPresent() && options.isGiven()) {
      throw new UsageException("a PLANFILE already says what to do; name no policy or parameter");
    }
    Optional<Report> unsettled = settleInterrupted(session);
    if (unsettled.isPresent()) {
      return unsettled.get();
    }
    Report proposed =
        planFile.isPresent()
            ? new PlanFileCheck(session).report(planFile.get())
            : options.report(session);
    boolean needed = proposed.state() == ResultState.CHANGES_NEEDED;
    if (dryRun || !needed || !(proposed instanceof PlanReport plan)) {
      return proposed;
    }
    return apply(session, plan);
  }

  /**
   * A half-applied host is no ground for a plan: what an earlier run left is undone first. Empty
   * when the host is whole.
   */
  private Optional<Report> settleInterrupted(Session session) throws IOException {
    if (dryRun || !yes || !session.isInterrupted()) {
      return Optional.empty();
    }
    OutcomeReport settled = new OutcomeReport(session.transactions().recover(), Optional.empty());
    session.note(settled);
    return settled.state().exitCode() == 0 ? Optional.empty() : Optional.of(settled);
  }

  private Report apply(Session session, PlanReport shown) throws IOException {
    session.preview(shown);
    Optional<Report> declined = new Consent(yes, session).withheld("Apply this plan?");
    if (declined.isPresent()) {
      return declined.get();
    }
    session.rememberImages();
    return new OutcomeReport(session.transactions().apply(plan(shown)), Optional.of(shown));
  }

  private static Plan plan(PlanReport shown) {
    return shown
        .planning()
        .flatMap(
            made ->
                made.match(
                    planned -> Optional.of(planned.plan()),
                    refused -> Optional.<Plan>empty(),
                    undetermined -> Optional.<Plan>empty()))
        .orElseThrow(() -> new IllegalStateException("changes are needed but none is planned"));
  }

  static Optional<Planning> planned(Plan plan) {
    return Optional.of(new Planning.Planned(plan));
  }
}
