package remediator.apply;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.plan.Expectation;

/**
 * Reads a manifest back and takes nothing for granted: a missing member, a wrong type, a path that
 * is not normalised or a digest that is none makes it damaged.
 */
final class ManifestReader {
  private ManifestReader() {}

  static Manifest parse(HostPath source, byte[] bytes) throws DamagedException {
    try {
      JsonElement root = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      return manifest(root.getAsJsonObject());
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | DateTimeException e) {
      DamagedException damaged = new DamagedException(source, "not a manifest: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static Manifest manifest(JsonObject json) {
    Actor actor = new Actor(text(json, "user"), member(json, "pid").getAsLong());
    List<FileChange> changes = new ArrayList<>();
    for (JsonElement each : array(json, "changes")) {
      changes.add(change(each.getAsJsonObject()));
    }
    Expectation expectation = expectation(member(json, "expectation").getAsJsonObject());
    return new Manifest(
        text(json, "id"), Instant.parse(text(json, "when")), actor, expectation, changes);
  }

  private static Expectation expectation(JsonObject json) {
    Optional<String> bootId =
        json.has("boot_id") ? Optional.of(text(json, "boot_id")) : Optional.empty();
    return new Expectation(
        text(json, "policy"), words(json, "present"), words(json, "absent"), bootId);
  }

  private static List<String> words(JsonObject json, String name) {
    List<String> words = new ArrayList<>();
    array(json, name).forEach(each -> words.add(each.getAsString()));
    return words;
  }

  private static FileChange change(JsonObject json) {
    HostPath path = new HostPath(text(json, "path"));
    return new FileChange(path, state(json, "before"), state(json, "after"));
  }

  private static FileState state(JsonObject json, String name) {
    if (!json.has(name)) {
      return FileState.absent();
    }
    JsonObject file = member(json, name).getAsJsonObject();
    return new FileState.Regular(new ContentDigest(text(file, "sha256")), attributes(file));
  }

  private static FileAttributes attributes(JsonObject json) {
    SortedMap<String, String> extended = new TreeMap<>();
    JsonObject hex = member(json, "extended_attributes_hex").getAsJsonObject();
    for (Map.Entry<String, JsonElement> each : hex.entrySet()) {
      byte[] value = HexFormat.of().parseHex(each.getValue().getAsString());
      extended.put(each.getKey(), new String(value, StandardCharsets.ISO_8859_1));
    }
    return new FileAttributes(
        FileAttributes.Kind.REGULAR,
        Integer.parseInt(text(json, "mode"), 8),
        member(json, "owner").getAsInt(),
        member(json, "group").getAsInt(),
        member(json, "size_bytes").getAsLong(),
        Instant.parse(text(json, "modified")),
        1,
        extended);
  }

  private static String text(JsonObject json, String name) {
    return member(json, name).getAsString();
  }

  private static JsonArray array(JsonObject json, String name) {
    return member(json, name).getAsJsonArray();
  }

  private static JsonElement member(JsonObject json, String name) {
    JsonElement member = json.get(name);
    if (member == null) {
      throw new IllegalArgumentException("no member " + name);
    }
    return member;
  }
}
