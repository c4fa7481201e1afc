package remediator.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import remediator.apply.TransactionRecord;
import remediator.report.HistoryReport;
import remediator.report.Report;

/** {@code remediator history}. */
@Command(name = "history", description = "What was done to this host, oldest first.")
final class HistoryCommand extends HostCommand {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "One transaction only.")
  private Optional<String> id = Optional.empty();

  @Override
  Report report(Session session) throws IOException {
    List<TransactionRecord> all = session.history().transactions();
    List<TransactionRecord> chosen =
        all.stream().filter(each -> id.isEmpty() || id.get().equals(each.id())).toList();
    if (id.isPresent() && chosen.isEmpty()) {
      throw new UsageException("there is no transaction " + id.get() + "; see: remediator history");
    }
    return new HistoryReport(chosen, session.history().damaged());
  }
}
