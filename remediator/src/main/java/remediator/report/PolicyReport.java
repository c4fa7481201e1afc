package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import remediator.policy.Policy;
import remediator.policy.Problem;

/** Policies listed, one shown, or one checked: {@code problems} is empty for a good policy. */
public record PolicyReport(List<Policy> policies, List<Problem> problems, boolean inFull)
    implements Report {
  public PolicyReport {
    policies = List.copyOf(policies);
    problems = List.copyOf(problems);
  }

  @Override
  public ResultState state() {
    return problems.isEmpty() ? ResultState.DONE : ResultState.USAGE;
  }

  @Override
  public void print(Page page) {
    for (Policy policy : policies) {
      page.heading(policy.name());
      page.field("for", policy.title());
      if (inFull) {
        page.field("judgement", policy.description());
        policy.remedies().forEach(remedy -> page.field("remedy", remedy.parameter()));
        policy.ensureAbsent().forEach(absent -> page.field("keeps away", absent));
        page.field("otherwise", HostSummary.lower(policy.otherwise()));
      }
    }
    problems.forEach(problem -> page.bad(problem.text()));
  }

  @Override
  public void addTo(JsonObject document) {
    document.add("policies", JsonReport.array(policies, PolicyReport::json));
    document.add("problems", JsonReport.array(problems, PolicyReport::json));
  }

  private static JsonElement json(Policy policy) {
    JsonObject object = new JsonObject();
    object.add("name", JsonReport.text(policy.name()));
    object.add("title", JsonReport.text(policy.title()));
    object.add("description", JsonReport.text(policy.description()));
    object.add(
        "remedies",
        JsonReport.array(policy.remedies(), remedy -> JsonReport.text(remedy.parameter())));
    object.add("ensure_absent", JsonReport.texts(policy.ensureAbsent()));
    object.addProperty("otherwise", HostSummary.lower(policy.otherwise()));
    object.addProperty("report_only", policy.reportOnly());
    return object;
  }

  private static JsonElement json(Problem problem) {
    JsonObject object = new JsonObject();
    object.add("file", JsonReport.text(problem.file()));
    object.addProperty("line", problem.line());
    object.addProperty("column", problem.column());
    object.add("what", JsonReport.text(problem.what()));
    object.add("expected", JsonReport.text(problem.expected()));
    return object;
  }
}
