package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import remediator.apply.RollbackPreview;
import remediator.file.ContentDigest;

/** What a rollback would bring back, without doing it. */
public record RollbackReport(RollbackPreview preview) implements Report {

  @Override
  public ResultState state() {
    if (!preview.obstacles().isEmpty()) {
      return ResultState.NEEDS_HANDS;
    }
    return preview.transaction().isEmpty() ? ResultState.NOTHING_TO_DO : ResultState.CHANGES_NEEDED;
  }

  @Override
  public boolean rebootRequired() {
    return state() == ResultState.CHANGES_NEEDED;
  }

  @Override
  public void print(Page page) {
    preview
        .transaction()
        .ifPresentOrElse(
            transaction -> page.heading("Undo of transaction " + transaction.id()),
            () -> page.good("Nothing to do: no transaction is applied on this host."));
    for (RollbackPreview.Restoration restoration : preview.restorations()) {
      page.item(mark(restoration), restoration.path().value());
      if (!restoration.now().equals(restoration.then())) {
        PlanDiff.lines(restoration.path().value(), restoration.now(), restoration.then())
            .forEach(page::diffLine);
      }
    }
    preview.obstacles().forEach(problem -> page.item("!", problem.path() + ": " + problem.why()));
    if (!preview.obstacles().isEmpty()) {
      preview
          .transaction()
          .ifPresent(
              transaction ->
                  page.item(
                      ">",
                      "nothing was written; compare with the originals in "
                          + transaction.backup()
                          + ", take the foreign edit back or merge by hand, then roll back again"));
    }
  }

  @Override
  public void addTo(JsonObject document) {
    preview
        .transaction()
        .ifPresent(transaction -> document.add("transaction", HistoryReport.json(transaction)));
    document.add("changes", JsonReport.array(preview.restorations(), RollbackReport::json));
    document.add("problems", JsonReport.array(preview.obstacles(), HistoryReport::problem));
  }

  private static String mark(RollbackPreview.Restoration restoration) {
    if (restoration.now().isEmpty()) {
      return "+";
    }
    return restoration.then().isEmpty() ? "-" : "~";
  }

  private static JsonElement json(RollbackPreview.Restoration restoration) {
    JsonObject object = new JsonObject();
    String kind =
        switch (mark(restoration)) {
          case "+" -> "create";
          case "-" -> "delete";
          default -> "edit";
        };
    object.add("path", JsonReport.text(restoration.path().value()));
    object.addProperty("kind", kind);
    object.add("before_sha256", JsonReport.nullable(restoration.now().map(RollbackReport::digest)));
    object.add("after_sha256", JsonReport.nullable(restoration.then().map(RollbackReport::digest)));
    boolean same = restoration.now().equals(restoration.then());
    String diff =
        same
            ? ""
            : PlanDiff.text(restoration.path().value(), restoration.now(), restoration.then());
    object.add("diff", JsonReport.text(diff));
    return object;
  }

  private static String digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.ISO_8859_1)).hex();
  }
}
