package remediator.report;

import com.google.gson.JsonObject;
import remediator.fact.HostFacts;

/** Everything known of the host, each with its source; text shows what JSON holds in full. */
public record FactsReport(HostFacts facts) implements Report {

  @Override
  public ResultState state() {
    return FactLines.nothingKnown(facts) ? ResultState.UNDETERMINED : ResultState.DONE;
  }

  @Override
  public void print(Page page) {
    FactLines.print(page, facts);
  }

  @Override
  public void addTo(JsonObject document) {
    document.add("facts", FactLines.json(facts));
  }
}
