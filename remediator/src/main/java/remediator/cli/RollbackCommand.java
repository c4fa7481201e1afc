package remediator.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import remediator.apply.Transactions;
import remediator.report.OutcomeReport;
import remediator.report.Report;
import remediator.report.ResultState;
import remediator.report.RollbackReport;

/** {@code remediator rollback}. */
@Command(name = "rollback", description = "Undo a change: every byte, mode, owner and time.")
final class RollbackCommand extends HostCommand {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "Default: the last applied one.")
  private Optional<String> id = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would be restored; write nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  Report report(Session session) throws IOException {
    if (id.isPresent() && session.history().find(id.get()).isEmpty()) {
      throw new UsageException("there is no transaction " + id.get() + "; see: remediator history");
    }
    RollbackReport preview = new RollbackReport(session.rollbackPreview(id));
    if (dryRun || preview.state() != ResultState.CHANGES_NEEDED) {
      return preview;
    }
    session.preview(preview);
    Optional<Report> declined = new Consent(yes, session).withheld("Roll back?");
    Transactions transactions = session.transactions();
    return declined.isPresent()
        ? declined.get()
        : new OutcomeReport(transactions.rollback(id), Optional.empty());
  }
}
