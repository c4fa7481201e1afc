package remediator.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import remediator.fact.HostFacts;
import remediator.report.Report;
import remediator.report.VerifyReport;

/** {@code remediator verify}. */
@Command(
    name = "verify",
    description = "After the reboot: is it there, did the kernel take it, will it survive?")
final class VerifyCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    HostFacts facts = session.facts();
    return new VerifyReport(facts, session.remediation().verify(facts, session.history().latest()));
  }
}
