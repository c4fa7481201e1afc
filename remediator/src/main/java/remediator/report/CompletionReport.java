package remediator.report;

import com.google.gson.JsonObject;

/** A script that makes a shell complete the commands and options; {@code shell} is its name. */
public record CompletionReport(String shell, String script) implements Report {

  @Override
  public ResultState state() {
    return ResultState.DONE;
  }

  @Override
  public void print(Page page) {
    script.lines().forEach(page::line);
  }

  @Override
  public void addTo(JsonObject document) {
    document.addProperty("shell", shell);
    document.addProperty("script", script);
  }
}
