package remediator.report;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.plan.Plan;
import remediator.plan.Planning;
import remediator.policy.Decision;

/**
 * What would be changed, and why. {@code plan} and {@code apply --dry-run} print it, and {@code
 * apply} prints it before it asks.
 *
 * <p>{@code decision} is empty when parameters were named on the command line and no policy was
 * asked. {@code planning} is empty when the decision is not to change anything.
 */
public record PlanReport(HostFacts facts, Optional<Decision> decision, Optional<Planning> planning)
    implements Report {

  @Override
  public ResultState state() {
    return planning
        .map(
            made ->
                made.match(
                    planned ->
                        planned.plan().isEmpty()
                            ? ResultState.NOTHING_TO_DO
                            : ResultState.CHANGES_NEEDED,
                    refused -> ResultState.REFUSED,
                    undetermined -> ResultState.UNDETERMINED))
        .orElseGet(this::decidedState);
  }

  @Override
  public boolean rebootRequired() {
    return state() == ResultState.CHANGES_NEEDED;
  }

  @Override
  public List<Finding> findings() {
    return Findings.of(facts);
  }

  @Override
  public void print(Page page) {
    page.line("Host: " + HostSummary.line(facts));
    page.blank();
    FactLines.unsupported(facts.bootSetup())
        .ifPresent(
            evidence ->
                page.warning(
                    "Boot set-up not edited by this version: "
                        + evidence.excerpt()
                        + " ("
                        + evidence.source()
                        + ")"));
    KernelLines.printTable(page, facts.kernels().optional().orElse(List.of()));
    decision.ifPresent(
        decided -> {
          DecisionLines.print(page, decided);
          page.blank();
        });
    planning.ifPresent(
        made ->
            made.match(
                planned -> printPlan(page, planned.plan()),
                refused -> printRefusal(page, refused),
                undetermined -> printOpen(page, undetermined)));
    if (planning.isEmpty()) {
      page.line("No change is planned.");
    }
  }

  @Override
  public void addTo(JsonObject document) {
    document.add(
        "kernels",
        JsonReport.array(facts.kernels().optional().orElse(List.of()), KernelLines::json));
    decision.ifPresent(decided -> document.add("decision", DecisionLines.json(decided)));
    planning.ifPresent(made -> addPlanning(document, made));
  }

  private ResultState decidedState() {
    return decision
        .map(
            decided ->
                decided.match(
                    ActionCases.of(
                        none -> ResultState.NOTHING_TO_DO,
                        change -> ResultState.UNDETERMINED,
                        refuse -> ResultState.REFUSED,
                        open -> ResultState.UNDETERMINED)))
        .orElse(ResultState.NOTHING_TO_DO);
  }

  private boolean printPlan(Page page, Plan plan) {
    PlanLines.print(page, plan);
    if (!plan.isEmpty()) {
      page.line(
          "Not done by remediator: reboot, drain of containers or nodes, kernel installation.");
      page.hint(
          "To do this: remediator apply with the same options. To undo it then: remediator rollback");
    }
    return true;
  }

  private static boolean printRefusal(Page page, Planning.Refused refused) {
    page.bad("REFUSED  " + refused.reason());
    page.item(">", refused.remedy());
    return true;
  }

  private static boolean printOpen(Page page, Planning.Undetermined undetermined) {
    page.warning("UNDETERMINED  nothing is planned:");
    undetermined.reasons().forEach(reason -> page.item("?", reason));
    return true;
  }

  private static void addPlanning(JsonObject document, Planning made) {
    made.match(
        planned -> {
          PlanLines.addTo(document, planned.plan());
          return true;
        },
        refused -> {
          document.add("refusal", JsonReport.text(refused.reason()));
          document.add("remedy", JsonReport.text(refused.remedy()));
          return true;
        },
        undetermined -> {
          document.add("open", JsonReport.texts(undetermined.reasons()));
          return true;
        });
  }
}
