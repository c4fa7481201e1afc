package remediator.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import remediator.report.PolicyReport;
import remediator.report.Report;

/** {@code remediator policy check}. */
@Command(name = "check", description = "Every mistake of a policy file, with its place.")
final class PolicyCheckCommand extends HostCommand {
  @Parameters(paramLabel = "FILE", description = "The policy file.")
  private String file = "";

  @Override
  Report report(Session session) throws IOException {
    return new PolicyChoice(session)
        .read(Optional.of(file))
        .match(
            good -> new PolicyReport(List.of(good.policy()), List.of(), false),
            bad -> new PolicyReport(List.of(), bad.problems(), false));
  }
}
