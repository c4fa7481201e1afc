package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import remediator.fact.Fact;
import remediator.kernel.BootLog;

/**
 * The kernel's own hints in its boot logs: one fact per source, with the boots it holds, oldest
 * first.
 */
public record LogReport(List<Fact<List<BootLog>>> sources, boolean everything) implements Report {
  public LogReport {
    sources = List.copyOf(sources);
  }

  @Override
  public ResultState state() {
    boolean read =
        sources.stream().flatMap(source -> source.optional().stream()).anyMatch(l -> !l.isEmpty());
    return read ? ResultState.DONE : ResultState.UNDETERMINED;
  }

  @Override
  public void print(Page page) {
    for (Fact<List<BootLog>> source : sources) {
      source.match(
          known -> {
            page.heading(known.evidence().source());
            known.value().forEach(boot -> LogLines.print(page, boot, everything));
            return true;
          },
          unknown -> {
            page.item("?", unknown.source() + ": " + unknown.reason());
            return true;
          });
    }
    if (sources.isEmpty()) {
      page.item("?", "no kernel log was found; name a saved one: remediator log FILE");
    }
    page.line(LogLines.SILENCE);
  }

  @Override
  public void addTo(JsonObject document) {
    document.add("logs", JsonReport.array(sources, LogReport::source));
    document.addProperty("silence", LogLines.SILENCE);
  }

  private static JsonElement source(Fact<List<BootLog>> source) {
    JsonObject object = JsonReport.fact(source, boots -> JsonReport.array(boots, LogLines::json));
    if (object.has("value")) {
      object.add("boots", object.remove("value"));
    }
    return object;
  }
}
