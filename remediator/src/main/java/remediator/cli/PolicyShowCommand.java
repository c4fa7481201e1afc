package remediator.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import remediator.report.PolicyReport;
import remediator.report.Report;

/** {@code remediator policy show}. */
@Command(name = "show", description = "One policy: its remedies in order, and its judgement.")
final class PolicyShowCommand extends HostCommand {
  @Parameters(arity = "0..1", paramLabel = "P", description = "A name or a file, as for --policy.")
  private Optional<String> policy = Optional.empty();

  @Override
  Report report(Session session) throws IOException {
    return new PolicyChoice(session)
        .read(policy)
        .match(
            good -> new PolicyReport(List.of(good.policy()), List.of(), true),
            bad -> new PolicyReport(List.of(), bad.problems(), true));
  }
}
