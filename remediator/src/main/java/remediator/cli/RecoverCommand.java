package remediator.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import remediator.report.OutcomeReport;
import remediator.report.Report;

/** {@code remediator recover}. */
@Command(name = "recover", description = "Undo what was interrupted; never asks.")
final class RecoverCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    return new OutcomeReport(session.transactions().recover(), Optional.empty());
  }
}
