package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import remediator.apply.Outcome;
import remediator.apply.Problem;
import remediator.apply.TransactionRecord;
import remediator.file.FileState;

/**
 * What came of a change or its undoing. {@code plan} is what {@code apply} had shown before, so
 * that one document holds both.
 */
public record OutcomeReport(Outcome outcome, Optional<PlanReport> plan) implements Report {

  @Override
  public ResultState state() {
    return outcome.match(new States());
  }

  @Override
  public boolean rebootRequired() {
    return outcome instanceof Outcome.Applied || outcome instanceof Outcome.RolledBack;
  }

  @Override
  public List<Finding> findings() {
    return plan.map(PlanReport::findings).orElse(List.of());
  }

  @Override
  public boolean isError() {
    return state().exitCode() != 0;
  }

  @Override
  public void print(Page page) {
    outcome.match(new Sentences(page));
  }

  @Override
  public void addTo(JsonObject document) {
    plan.ifPresent(shown -> shown.addTo(document));
    document.addProperty("outcome", state().word());
    outcome.match(new Members(document));
  }

  private record States() implements Outcome.Cases<ResultState> {
    @Override
    public ResultState applied(Outcome.Applied applied) {
      return ResultState.APPLIED;
    }

    @Override
    public ResultState nothingToDo(Outcome.NothingToDo nothingToDo) {
      return ResultState.NOTHING_TO_DO;
    }

    @Override
    public ResultState conflict(Outcome.Conflict conflict) {
      return ResultState.TRY_AGAIN;
    }

    @Override
    public ResultState busy(Outcome.Busy busy) {
      return ResultState.TRY_AGAIN;
    }

    @Override
    public ResultState failed(Outcome.Failed failed) {
      return failed.restored() ? ResultState.FAILED : ResultState.NEEDS_HANDS;
    }

    @Override
    public ResultState refused(Outcome.Refused refused) {
      return ResultState.REFUSED;
    }

    @Override
    public ResultState needsHands(Outcome.NeedsHands needsHands) {
      return ResultState.NEEDS_HANDS;
    }

    @Override
    public ResultState rolledBack(Outcome.RolledBack rolledBack) {
      return ResultState.DONE;
    }

    @Override
    public ResultState recovered(Outcome.Recovered recovered) {
      return ResultState.DONE;
    }
  }

  private record Sentences(Page page) implements Outcome.Cases<Boolean> {
    @Override
    public Boolean applied(Outcome.Applied applied) {
      TransactionRecord transaction = applied.transaction();
      page.good("Applied: transaction " + transaction.id() + ". Reboot to make it take effect.");
      page.item(">", "after the reboot: remediator verify");
      page.item(">", "undo: remediator rollback " + transaction.id());
      page.item(">", "undo without Java: sh " + transaction.restoreScript() + " [ROOT]");
      return true;
    }

    @Override
    public Boolean nothingToDo(Outcome.NothingToDo nothingToDo) {
      page.good("Nothing to do: " + nothingToDo.why());
      return true;
    }

    @Override
    public Boolean conflict(Outcome.Conflict conflict) {
      page.bad(conflict.path() + " changed since the plan was made; nothing was written.");
      page.item(">", "plan again: remediator plan");
      return true;
    }

    @Override
    public Boolean busy(Outcome.Busy busy) {
      page.warning("Another run is changing this host: " + busy.holder());
      page.item(">", "nothing was written; try again when it is done");
      return true;
    }

    @Override
    public Boolean failed(Outcome.Failed failed) {
      page.bad("Failed: " + failed.cause());
      page.item(
          ">",
          failed.restored()
              ? "the host is as it was; mend the cause and try again"
              : "the way back failed too: mend the cause, then run: remediator recover");
      return true;
    }

    @Override
    public Boolean refused(Outcome.Refused refused) {
      page.bad("Refused: " + refused.reason());
      page.item(">", "nothing was written");
      return true;
    }

    @Override
    public Boolean needsHands(Outcome.NeedsHands needsHands) {
      page.bad("Needs hands: files are neither as before nor as the transaction left them.");
      needsHands
          .problems()
          .forEach(problem -> page.item("!", problem.path() + ": " + problem.why()));
      page.item(">", "none of them was overwritten; settle each by hand, then: remediator recover");
      return true;
    }

    @Override
    public Boolean rolledBack(Outcome.RolledBack rolledBack) {
      page.good("Rolled back: transaction " + rolledBack.transaction().id() + ".");
      page.item(">", "reboot if the host runs with its parameters");
      return true;
    }

    @Override
    public Boolean recovered(Outcome.Recovered recovered) {
      recovered
          .transactions()
          .forEach(each -> page.good("Undone: interrupted transaction " + each.id() + "."));
      page.item(">", "the host is as before; plan again: remediator plan");
      return true;
    }
  }

  private record Members(JsonObject document) implements Outcome.Cases<Boolean> {
    @Override
    public Boolean applied(Outcome.Applied applied) {
      document.add("transaction", HistoryReport.json(applied.transaction()));
      return true;
    }

    @Override
    public Boolean nothingToDo(Outcome.NothingToDo nothingToDo) {
      return reason(nothingToDo.why());
    }

    @Override
    public Boolean conflict(Outcome.Conflict conflict) {
      JsonObject object = new JsonObject();
      object.add("path", JsonReport.text(conflict.path().value()));
      object.add("expected_sha256", digest(conflict.expected()));
      object.add("found_sha256", digest(conflict.found()));
      document.add("conflict", object);
      return reason(conflict.path() + " changed since the plan was made");
    }

    @Override
    public Boolean busy(Outcome.Busy busy) {
      return reason("another run holds the lock: " + busy.holder());
    }

    @Override
    public Boolean failed(Outcome.Failed failed) {
      document.addProperty("restored", failed.restored());
      return reason(failed.cause());
    }

    @Override
    public Boolean refused(Outcome.Refused refused) {
      return reason(refused.reason());
    }

    @Override
    public Boolean needsHands(Outcome.NeedsHands needsHands) {
      return problems(needsHands.problems());
    }

    @Override
    public Boolean rolledBack(Outcome.RolledBack rolledBack) {
      document.add("transaction", HistoryReport.json(rolledBack.transaction()));
      return true;
    }

    @Override
    public Boolean recovered(Outcome.Recovered recovered) {
      document.add("transactions", JsonReport.array(recovered.transactions(), HistoryReport::json));
      return true;
    }

    private boolean reason(String reason) {
      document.add("reason", JsonReport.text(reason));
      return true;
    }

    private boolean problems(List<Problem> problems) {
      document.add("problems", JsonReport.array(problems, HistoryReport::problem));
      return true;
    }

    private static JsonElement digest(FileState state) {
      Optional<String> hex =
          state.match(Optional::empty, regular -> Optional.of(regular.digest().hex()));
      return JsonReport.nullable(hex);
    }
  }
}
