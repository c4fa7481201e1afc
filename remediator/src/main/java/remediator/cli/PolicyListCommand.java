package remediator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import remediator.policy.Policy;
import remediator.policy.Problem;
import remediator.report.PolicyReport;
import remediator.report.Report;

/** {@code remediator policy list}. */
@Command(name = "list", description = "The shipped policies, each with what it is for.")
final class PolicyListCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    List<Policy> policies = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String name : new Home(session.named()).policyNames()) {
      new PolicyChoice(session)
          .read(Optional.of(name))
          .match(good -> policies.add(good.policy()), bad -> problems.addAll(bad.problems()));
    }
    return new PolicyReport(policies, problems, false);
  }
}
