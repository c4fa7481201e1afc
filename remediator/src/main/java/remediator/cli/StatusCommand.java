package remediator.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import remediator.fact.HostFacts;
import remediator.report.Report;
import remediator.report.StatusReport;
import remediator.verify.Verification;

/** {@code remediator status}. */
@Command(
    name = "status",
    description = "One screen: what runs now, what boots next, signs of the leak, what is pending.")
final class StatusCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    HostFacts facts = session.facts();
    Verification verification = session.remediation().verify(facts, session.history().latest());
    return new StatusReport(facts, verification, session.isInterrupted());
  }
}
