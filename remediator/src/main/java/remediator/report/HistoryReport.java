package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import remediator.apply.Problem;
import remediator.apply.RecordedChange;
import remediator.apply.TransactionRecord;
import remediator.file.ContentDigest;

/** What was done to this host, oldest first, and what of that can no longer be read. */
public record HistoryReport(List<TransactionRecord> transactions, List<Problem> damaged)
    implements Report {
  public HistoryReport {
    transactions = List.copyOf(transactions);
    damaged = List.copyOf(damaged);
  }

  @Override
  public ResultState state() {
    return damaged.isEmpty() ? ResultState.DONE : ResultState.UNDETERMINED;
  }

  @Override
  public void print(Page page) {
    if (transactions.isEmpty()) {
      page.line("Nothing was done to this host by remediator.");
    }
    transactions.forEach(transaction -> print(page, transaction));
    damaged.forEach(problem -> page.item("!", problem.path() + ": " + problem.why()));
  }

  @Override
  public void addTo(JsonObject document) {
    document.add("transactions", JsonReport.array(transactions, HistoryReport::json));
    document.add("damaged", JsonReport.array(damaged, HistoryReport::problem));
  }

  static JsonElement problem(Problem problem) {
    JsonObject object = new JsonObject();
    object.add("path", JsonReport.text(problem.path().value()));
    object.add("why", JsonReport.text(problem.why()));
    return object;
  }

  static JsonElement json(TransactionRecord transaction) {
    JsonObject object = new JsonObject();
    object.add("id", JsonReport.text(transaction.id()));
    object.addProperty("when", transaction.when().toString());
    object.add("user", JsonReport.text(transaction.actor().user()));
    object.addProperty("state", HostSummary.lower(transaction.state()));
    object.add("policy", JsonReport.text(transaction.policy()));
    object.add("present", JsonReport.texts(transaction.expectation().present()));
    object.add("absent", JsonReport.texts(transaction.expectation().absent()));
    object.add("boot_id", JsonReport.nullable(transaction.expectation().bootId()));
    object.add("backup", JsonReport.text(transaction.backup().value()));
    object.add("restore_script", JsonReport.text(transaction.restoreScript().value()));
    object.add("files", JsonReport.array(transaction.changes(), HistoryReport::change));
    return object;
  }

  private static void print(Page page, TransactionRecord transaction) {
    page.heading("%s  %s".formatted(transaction.id(), HostSummary.lower(transaction.state())));
    page.field("when", transaction.when() + " by " + transaction.actor().user());
    page.field("policy", transaction.policy());
    transaction.expectation().present().forEach(added -> page.field("asked for", added));
    transaction.expectation().absent().forEach(removed -> page.field("asked away", removed));
    for (RecordedChange change : transaction.changes()) {
      page.field(HostSummary.lower(change.kind()), change.path().value());
    }
    page.field("restore", "sh " + transaction.restoreScript() + " [ROOT]");
  }

  private static JsonElement change(RecordedChange change) {
    JsonObject object = new JsonObject();
    object.add("path", JsonReport.text(change.path().value()));
    object.addProperty("kind", HostSummary.lower(change.kind()));
    object.add("before_sha256", JsonReport.nullable(change.before().map(ContentDigest::hex)));
    object.add("after_sha256", JsonReport.nullable(change.after().map(ContentDigest::hex)));
    return object;
  }
}
