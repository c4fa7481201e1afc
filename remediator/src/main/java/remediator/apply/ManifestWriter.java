package remediator.apply;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.plan.Expectation;

/** Prints a manifest as JSON that people can read; {@link ManifestReader} is its inverse. */
final class ManifestWriter {
  static final String FORMAT_VERSION = "1.0";

  private ManifestWriter() {}

  static byte[] bytes(Manifest manifest) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      write(json, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes every character", e);
    }
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonWriter json, Manifest manifest) throws IOException {
    json.beginObject();
    json.name("format_version").value(FORMAT_VERSION);
    json.name("id").value(manifest.id());
    json.name("when").value(manifest.when().toString());
    json.name("user").value(manifest.actor().user());
    json.name("pid").value(manifest.actor().pid());
    write(json, manifest.expectation());
    json.name("changes").beginArray();
    for (FileChange change : manifest.changes()) {
      json.beginObject();
      json.name("path").value(change.path().value());
      write(json, "before", change.before());
      write(json, "after", change.after());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private static void write(JsonWriter json, Expectation expectation) throws IOException {
    json.name("expectation").beginObject();
    json.name("policy").value(expectation.policy());
    write(json, "present", expectation.present());
    write(json, "absent", expectation.absent());
    if (expectation.bootId().isPresent()) {
      json.name("boot_id").value(expectation.bootId().get());
    }
    json.endObject();
  }

  private static void write(JsonWriter json, String name, List<String> words) throws IOException {
    json.name(name).beginArray();
    for (String word : words) {
      json.value(word);
    }
    json.endArray();
  }

  private static void write(JsonWriter json, String name, FileState state) throws IOException {
    if (state instanceof FileState.Regular regular) {
      json.name(name).beginObject();
      json.name("sha256").value(regular.digest().hex());
      write(json, regular.attributes());
      json.endObject();
    }
  }

  private static void write(JsonWriter json, FileAttributes attributes) throws IOException {
    json.name("size_bytes").value(attributes.sizeBytes());
    json.name("mode").value(attributes.modeText());
    json.name("owner").value(attributes.owner());
    json.name("group").value(attributes.group());
    json.name("modified").value(attributes.modified().toString());
    json.name("extended_attributes_hex").beginObject();
    for (Map.Entry<String, String> each : attributes.extendedAttributes().entrySet()) {
      byte[] value = each.getValue().getBytes(StandardCharsets.ISO_8859_1);
      json.name(each.getKey()).value(HexFormat.of().formatHex(value));
    }
    json.endObject();
  }
}
