package remediator.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import remediator.fact.Evidence;
import remediator.fact.Fact;
import remediator.fact.HostFacts;

/**
 * One JSON document per run: the common envelope of {@code docs/cli.md} around a report.
 *
 * <p>Members are snake_case; a fact is {@code {"value": …, "source": …}} or {@code {"unknown":
 * reason, "source": …}}; text of the host is decoded as UTF-8 with malformed bytes spelled out, and
 * every character that could steer a terminal is escaped.
 */
public final class JsonReport {
  public static final String FORMAT_VERSION = "1.0";

  private JsonReport() {}

  /** The whole document, ending in a newline. */
  public static String of(String version, String command, JsonObject host, Report report) {
    JsonObject document = new JsonObject();
    document.addProperty("format_version", FORMAT_VERSION);
    JsonObject tool = new JsonObject();
    tool.addProperty("name", "remediator");
    tool.addProperty("version", version);
    document.add("tool", tool);
    document.addProperty("command", command);
    document.add("host", host);
    document.add("result", result(report));
    document.add("findings", array(report.findings(), JsonReport::finding));
    report.addTo(document);
    return Escaping.jsonDocument(printed(document)) + "\n";
  }

  /** The envelope's {@code host}: empty when the command did not look at it. */
  public static JsonObject host(Optional<HostFacts> facts) {
    return facts.map(HostSummary::json).orElseGet(JsonObject::new);
  }

  /**
   * A JSON string of the host's text: the one gate, so that no member can forget to take secrets
   * out or to escape.
   */
  static JsonElement text(String hostText) {
    return new JsonPrimitive(Escaping.json(Redaction.of(hostText)));
  }

  static JsonElement nullable(Optional<String> hostText) {
    return hostText.map(JsonReport::text).orElse(JsonNull.INSTANCE);
  }

  static <T> JsonArray array(Iterable<T> values, Function<T, JsonElement> each) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(each.apply(value)));
    return array;
  }

  static JsonArray texts(List<String> values) {
    return array(values, JsonReport::text);
  }

  static <T> JsonObject fact(Fact<T> fact, Function<T, JsonElement> value) {
    JsonObject object = new JsonObject();
    return fact.match(
        known -> {
          object.add("value", value.apply(known.value()));
          object.add("source", text(known.evidence().source()));
          return object;
        },
        unknown -> {
          object.add("unknown", text(unknown.reason()));
          object.add("source", text(unknown.source()));
          return object;
        });
  }

  static JsonObject evidence(Evidence evidence) {
    JsonObject object = new JsonObject();
    object.add("source", text(evidence.source()));
    object.add("excerpt", text(evidence.excerpt()));
    return object;
  }

  private static JsonObject result(Report report) {
    JsonObject result = new JsonObject();
    result.addProperty("state", report.state().word());
    result.addProperty("exit_code", report.state().exitCode());
    result.addProperty("reboot_required", report.rebootRequired());
    return result;
  }

  private static JsonObject finding(Finding finding) {
    JsonObject object = new JsonObject();
    object.addProperty("id", finding.id());
    object.addProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    object.add("title", text(finding.title()));
    object.add("why", text(finding.why()));
    object.add("evidence", array(finding.evidence(), JsonReport::evidence));
    object.add("remedy", text(finding.remedy()));
    object.add("links", texts(finding.links()));
    return object;
  }

  private static String printed(JsonObject document) {
    StringWriter out = new StringWriter();
    try (JsonWriter writer = new JsonWriter(out)) {
      writer.setIndent("  ");
      writer.setSerializeNulls(true);
      write(document, writer);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return out.toString();
  }

  private static void write(JsonElement element, JsonWriter writer) throws IOException {
    if (element.isJsonObject()) {
      writer.beginObject();
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        write(member.getValue(), writer.name(member.getKey()));
      }
      writer.endObject();
    } else if (element.isJsonArray()) {
      writer.beginArray();
      for (JsonElement value : element.getAsJsonArray()) {
        write(value, writer);
      }
      writer.endArray();
    } else {
      writeScalar(element, writer);
    }
  }

  private static void writeScalar(JsonElement element, JsonWriter writer) throws IOException {
    if (element.isJsonNull()) {
      writer.nullValue();
      return;
    }
    JsonPrimitive scalar = element.getAsJsonPrimitive();
    if (scalar.isBoolean()) {
      writer.value(scalar.getAsBoolean());
    } else if (scalar.isNumber()) {
      writer.value(scalar.getAsNumber());
    } else {
      writer.value(scalar.getAsString());
    }
  }
}
