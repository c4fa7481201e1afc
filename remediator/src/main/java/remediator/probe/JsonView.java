package remediator.probe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A JSON object of the host, asked by path; whatever is not what it should be is empty.
 *
 * <p>Strings come out as all text of the host does, one character per UTF-8 byte.
 */
record JsonView(JsonElement root) {

  /** Empty when the text is not one JSON object. */
  static Optional<JsonView> parse(String hostText) {
    String text =
        new String(hostText.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    try {
      JsonElement root = JsonParser.parseString(text);
      return Optional.of(root)
          .filter(element -> element.isJsonObject() || element.isJsonArray())
          .map(JsonView::new);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  Optional<JsonElement> at(String... path) {
    JsonElement element = root;
    for (String name : path) {
      JsonElement next =
          element instanceof JsonObject object && object.has(name) ? object.get(name) : null;
      if (next == null) {
        return Optional.empty();
      }
      element = next;
    }
    return Optional.of(element);
  }

  Optional<String> string(String... path) {
    return at(path).flatMap(JsonView::text);
  }

  boolean isTrue(String... path) {
    return string(path).filter("true"::equals).isPresent();
  }

  /**
   * A size in bytes; 0 for absent, null and negative ones, which all mean "none" in an OCI or
   * Docker configuration; empty when there is something else in its place.
   */
  Optional<Long> size(String... path) {
    Optional<JsonElement> element = at(path).filter(found -> !found.isJsonNull());
    if (element.isEmpty()) {
      return Optional.of(0L);
    }
    Optional<String> text = element.flatMap(JsonView::text);
    return text.filter(number -> number.matches("-[0-9]{1,19}")).isPresent()
        ? Optional.of(0L)
        : text.flatMap(Numbers::parse);
  }

  static Optional<String> text(JsonElement element) {
    return element.isJsonPrimitive()
        ? Optional.of(hostText(element.getAsString()))
        : Optional.empty();
  }

  private static String hostText(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
