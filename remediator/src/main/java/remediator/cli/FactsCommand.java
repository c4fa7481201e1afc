package remediator.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import remediator.report.FactsReport;
import remediator.report.Report;

/** {@code remediator facts}. */
@Command(name = "facts", description = "Everything known of the host, each with its source.")
final class FactsCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    return new FactsReport(session.facts());
  }
}
