package remediator.report;

import com.google.gson.JsonObject;
import java.util.List;

/** A command that could not do its work: what, where, what to do next. */
public record ErrorReport(ResultState state, String message, String remedy) implements Report {

  @Override
  public boolean isError() {
    return true;
  }

  @Override
  public void print(Page page) {
    List<String> lines = List.of(message.split("\n", -1));
    page.bad("remediator: " + lines.get(0));
    lines.stream().skip(1).forEach(line -> page.item("!", line));
    if (!remedy.isEmpty()) {
      page.item(">", remedy);
    }
  }

  @Override
  public void addTo(JsonObject document) {
    JsonObject error = new JsonObject();
    error.add("message", JsonReport.text(message));
    error.add("remedy", JsonReport.text(remedy));
    document.add("error", error);
  }
}
