package remediator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.plan.Plan;
import remediator.report.ErrorReport;
import remediator.report.PlanReport;
import remediator.report.Report;
import remediator.report.ResultState;

/** Whether a saved plan may be applied here: whole, unchanged, and made for this host. */
record PlanFileCheck(Session session) {
  private static final String REMEDY = "nothing was written; make a new one: remediator plan --out";

  Report report(Path file) throws IOException {
    return new SavedPlan(session)
        .read(file)
        .match(
            whole -> whole(file, whole.plan()),
            unusable -> refused(file + ": " + unusable.reason()))
        .report();
  }

  private Checked whole(Path file, Plan plan) {
    return () -> {
      HostFacts facts = session.facts();
      Optional<String> made = plan.machineId().optional();
      Optional<String> here = facts.machineId().optional();
      if (made.isPresent() && here.isPresent() && !made.equals(here)) {
        return refused(file + ": the plan was made for another host").report();
      }
      return new PlanReport(facts, Optional.empty(), ApplyCommand.planned(plan));
    };
  }

  private static Checked refused(String reason) {
    return () -> new ErrorReport(ResultState.REFUSED, reason, REMEDY);
  }

  /** An answer that may need the host's facts. */
  private interface Checked {
    Report report() throws IOException;
  }
}
