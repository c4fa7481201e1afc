package remediator.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import remediator.file.ContentDigest;
import remediator.file.FileState;
import remediator.plan.Change;
import remediator.plan.EntryOutlook;
import remediator.plan.Plan;

/** How a plan is said, the same in every report: one symbol per action, a diff, a count line. */
final class PlanLines {
  private PlanLines() {}

  static void print(Page page, Plan plan) {
    if (plan.isEmpty()) {
      page.good("Nothing to do: every chosen boot entry and its source are as they ought to be.");
    } else {
      page.heading("CHANGES");
      plan.changes().forEach(change -> print(page, change));
    }
    page.heading("BOOT ENTRIES");
    plan.entries().forEach(entry -> print(page, entry));
    plan.notes().forEach(note -> page.item("!", note));
    page.blank();
    page.heading(countLine(plan));
  }

  /** {@code Plan: 2 files to change, …}. */
  static String countLine(Plan plan) {
    return String.format(
        Locale.ROOT,
        "Plan: %d to change, %d to create, %d to delete; %d of %d boot entries get another command"
            + " line.%s",
        count(plan, Change.Kind.EDIT),
        count(plan, Change.Kind.CREATE),
        count(plan, Change.Kind.DELETE),
        plan.entries().stream().filter(EntryOutlook::isChanged).count(),
        plan.entries().size(),
        plan.isEmpty() ? "" : " Reboot needed.");
  }

  static void addTo(JsonObject document, Plan plan) {
    document.add("changes", JsonReport.array(plan.changes(), PlanLines::json));
    document.add("tools", new JsonArray());
    document.add("entries", JsonReport.array(plan.entries(), PlanLines::json));
    document.add("notes", JsonReport.texts(plan.notes()));
    JsonObject expectation = new JsonObject();
    expectation.add("present", JsonReport.texts(plan.expectation().present()));
    expectation.add("absent", JsonReport.texts(plan.expectation().absent()));
    document.add("expectation", expectation);
  }

  private static void print(Page page, Change change) {
    page.item(symbol(change), change.path() + "  (" + change.why() + ")");
    PlanDiff.lines(change).forEach(page::diffLine);
  }

  private static void print(Page page, EntryOutlook entry) {
    String kind =
        entry.kind() == EntryOutlook.Kind.NORMAL ? "" : HostSummary.lower(entry.kind()) + ": ";
    page.item(
        entry.isChanged() ? "~" : "=",
        "%s:%d  %s%s".formatted(entry.file(), entry.line(), kind, entry.title()));
    entry.removed().forEach(removed -> page.detail("- " + Redaction.of(removed)));
    entry.added().forEach(added -> page.detail("+ " + Redaction.of(added)));
    if (!entry.isChanged()) {
      page.detail("unchanged: " + entry.why());
    }
  }

  private static String symbol(Change change) {
    return switch (change.kind()) {
      case CREATE -> "+";
      case EDIT -> "~";
      case DELETE -> "-";
    };
  }

  private static long count(Plan plan, Change.Kind kind) {
    return plan.changes().stream().filter(change -> change.kind() == kind).count();
  }

  private static JsonElement json(Change change) {
    JsonObject object = new JsonObject();
    object.add("path", JsonReport.text(change.path().value()));
    object.addProperty("kind", HostSummary.lower(change.kind()));
    change.before().match(() -> addNoState(object, change), each -> addState(object, each));
    object.add("after_sha256", JsonReport.nullable(change.afterDigest().map(ContentDigest::hex)));
    object.add("diff", JsonReport.text(PlanDiff.text(change)));
    object.add("why", JsonReport.text(change.why()));
    return object;
  }

  /** A file to be created: the writer's owner, and what the directory gives as label. */
  private static boolean addNoState(JsonObject object, Change change) {
    object.add("before_sha256", JsonNull.INSTANCE);
    object.addProperty("mode", String.format(Locale.ROOT, "%04o", change.newFileMode()));
    object.add("owner", JsonNull.INSTANCE);
    object.add("selinux", JsonNull.INSTANCE);
    return true;
  }

  private static boolean addState(JsonObject object, FileState.Regular before) {
    object.addProperty("before_sha256", before.digest().hex());
    object.addProperty("mode", before.attributes().modeText());
    object.addProperty("owner", before.attributes().owner() + ":" + before.attributes().group());
    Optional<String> label =
        Optional.ofNullable(before.attributes().extendedAttributes().get("security.selinux"));
    object.add("selinux", JsonReport.nullable(label.map(text -> text.replace("\0", ""))));
    return true;
  }

  private static JsonElement json(EntryOutlook entry) {
    JsonObject object = new JsonObject();
    object.add("file", JsonReport.text(entry.file().value()));
    object.addProperty("line", entry.line());
    object.add("title", JsonReport.text(entry.title()));
    object.add("release", JsonReport.nullable(entry.release()));
    object.addProperty("kind", HostSummary.lower(entry.kind()));
    object.addProperty("changed", entry.isChanged());
    object.add("added", JsonReport.array(entry.added(), a -> JsonReport.text(Redaction.of(a))));
    object.add("removed", JsonReport.array(entry.removed(), r -> JsonReport.text(Redaction.of(r))));
    object.add("why", JsonReport.text(entry.why()));
    return object;
  }
}
