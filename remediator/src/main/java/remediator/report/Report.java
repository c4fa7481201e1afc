package remediator.report;

import com.google.gson.JsonObject;
import java.util.List;

/** What one command has to say, once as a page and once as the body of a JSON document. */
public interface Report {

  ResultState state();

  /** True when the host must boot before what was done, or is to be done, takes effect. */
  default boolean rebootRequired() {
    return false;
  }

  /** True when the page says why something was not done: it belongs on the standard error. */
  default boolean isError() {
    return false;
  }

  default List<Finding> findings() {
    return List.of();
  }

  /** Writes the text. */
  void print(Page page);

  /** Adds the command's own members to the envelope. */
  void addTo(JsonObject document);
}
