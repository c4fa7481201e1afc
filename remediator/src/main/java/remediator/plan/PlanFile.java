package remediator.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.fact.Fact;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;

/**
 * A plan on its way from {@code plan --out} to {@code apply PLANFILE}.
 *
 * <p>Shape: one JSON object. Its {@code digest} is the SHA-256 of the file's bytes with the
 * digest's own 64 digits written as zeros, so a file changed by a single byte is refused; it is no
 * signature and does not say who made the plan. What is read is untrusted: it is parsed without
 * types and only ever yields whole new contents for paths, each checked against the host before it
 * is written.
 */
public final class PlanFile {
  public static final String FORMAT_VERSION = "1.0";

  /** A plan holds each file twice; grub.cfg with 10,000 entries is under 8 MiB. */
  public static final int BYTES_MAX = 32 << 20;

  private static final String NO_DIGEST = "0".repeat(64);
  private static final Pattern DIGEST = Pattern.compile("\"digest\":\"([0-9a-f]{64})\"");

  private PlanFile() {}

  /** What reading a plan file gives: a plan, or the one reason why it cannot be trusted. */
  public sealed interface Read {

    /** Whole and unchanged: check it against the host and apply it. */
    record Whole(Plan plan) implements Read {
      @Override
      public <R> R match(Function<Whole, R> whole, Function<Unusable, R> unusable) {
        return whole.apply(this);
      }
    }

    /** Damaged, edited or of another format: make a new plan. */
    record Unusable(String reason) implements Read {
      @Override
      public <R> R match(Function<Whole, R> whole, Function<Unusable, R> unusable) {
        return unusable.apply(this);
      }
    }

    <R> R match(Function<Whole, R> whole, Function<Unusable, R> unusable);
  }

  /** The file's text, to be written as UTF-8, ending in a newline. */
  public static String text(Plan plan) {
    JsonObject object = new JsonObject();
    object.addProperty("format_version", FORMAT_VERSION);
    object.addProperty("digest", NO_DIGEST);
    object.addProperty("machine_id", plan.machineId().optional().orElse(""));
    object.add("expectation", expectation(plan.expectation()));
    JsonArray changes = new JsonArray();
    plan.changes().forEach(change -> changes.add(change(change)));
    object.add("changes", changes);
    JsonArray entries = new JsonArray();
    plan.entries().forEach(entry -> entries.add(entry(entry)));
    object.add("entries", entries);
    object.add("notes", strings(plan.notes()));
    String unsigned = object + "\n";
    return unsigned.replaceFirst(NO_DIGEST, digestOf(unsigned));
  }

  /** Reads what {@link #text} wrote. */
  public static Read parse(String text) {
    Matcher digest = DIGEST.matcher(text);
    if (!digest.find()) {
      return new Read.Unusable("it is not a plan that remediator wrote");
    }
    String unsigned =
        text.substring(0, digest.start(1)) + NO_DIGEST + text.substring(digest.end(1));
    if (!digestOf(unsigned).equals(digest.group(1))) {
      return new Read.Unusable("its digest does not match: it was changed after it was written");
    }
    try {
      return read(JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | NullPointerException e) {
      return new Read.Unusable("its content is not that of a plan: " + e.getMessage());
    }
  }

  private static Read read(JsonObject object) {
    String version = string(object, "format_version");
    if (!version.equals(FORMAT_VERSION)) {
      return new Read.Unusable("its format_version is " + version + ", not " + FORMAT_VERSION);
    }
    String machineId = string(object, "machine_id");
    return new Read.Whole(
        new Plan(
            machineId.isEmpty()
                ? Fact.unknown("plan file", "the host's machine id was unknown")
                : Fact.known(machineId, "plan file", machineId),
            expectation(object.getAsJsonObject("expectation")),
            list(object, "changes", PlanFile::change),
            list(object, "entries", PlanFile::entry),
            list(object, "notes", JsonElement::getAsString)));
  }

  private static JsonObject expectation(Expectation expectation) {
    JsonObject object = new JsonObject();
    object.addProperty("policy", expectation.policy());
    object.add("present", strings(expectation.present()));
    object.add("absent", strings(expectation.absent()));
    expectation.bootId().ifPresent(id -> object.addProperty("boot_id", id));
    return object;
  }

  private static Expectation expectation(JsonObject object) {
    return new Expectation(
        string(object, "policy"),
        list(object, "present", JsonElement::getAsString),
        list(object, "absent", JsonElement::getAsString),
        optional(object, "boot_id"));
  }

  private static JsonObject change(Change change) {
    JsonObject object = new JsonObject();
    object.addProperty("path", change.path().value());
    object.addProperty("new_file_mode", change.newFileMode());
    object.addProperty("why", change.why());
    change.beforeText().ifPresent(text -> object.addProperty("before_text", text));
    change.afterText().ifPresent(text -> object.addProperty("after_text", text));
    change
        .before()
        .match(
            () -> object,
            regular -> {
              object.addProperty("mode", regular.attributes().mode());
              object.addProperty("owner", regular.attributes().owner());
              object.addProperty("group", regular.attributes().group());
              object.addProperty("modified", regular.attributes().modified().toString());
              return object;
            });
    return object;
  }

  private static Change change(JsonElement element) {
    JsonObject object = element.getAsJsonObject();
    Optional<String> before = optional(object, "before_text");
    FileState state =
        before.<FileState>map(text -> regular(object, text)).orElseGet(FileState::absent);
    return new Change(
        new HostPath(string(object, "path")),
        state,
        before,
        optional(object, "after_text"),
        object.get("new_file_mode").getAsInt(),
        string(object, "why"));
  }

  private static FileState.Regular regular(JsonObject object, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new FileState.Regular(
        ContentDigest.of(bytes),
        FileAttributes.regular(
            object.get("mode").getAsInt(),
            object.get("owner").getAsInt(),
            object.get("group").getAsInt(),
            bytes.length,
            Instant.parse(string(object, "modified"))));
  }

  private static JsonObject entry(EntryOutlook entry) {
    JsonObject object = new JsonObject();
    object.addProperty("file", entry.file().value());
    object.addProperty("line", entry.line());
    object.addProperty("title", entry.title());
    entry.release().ifPresent(release -> object.addProperty("release", release));
    object.addProperty("kind", entry.kind().name());
    object.add("added", strings(entry.added()));
    object.add("removed", strings(entry.removed()));
    object.addProperty("why", entry.why());
    return object;
  }

  private static EntryOutlook entry(JsonElement element) {
    JsonObject object = element.getAsJsonObject();
    return new EntryOutlook(
        new HostPath(string(object, "file")),
        object.get("line").getAsInt(),
        string(object, "title"),
        optional(object, "release"),
        EntryOutlook.Kind.valueOf(string(object, "kind")),
        list(object, "added", JsonElement::getAsString),
        list(object, "removed", JsonElement::getAsString),
        string(object, "why"));
  }

  private static String string(JsonObject object, String name) {
    return object.get(name).getAsString();
  }

  private static Optional<String> optional(JsonObject object, String name) {
    return Optional.ofNullable(object.get(name)).map(JsonElement::getAsString);
  }

  private static <T> List<T> list(JsonObject object, String name, Function<JsonElement, T> each) {
    List<T> values = new ArrayList<>();
    object.getAsJsonArray(name).forEach(element -> values.add(each.apply(element)));
    return values;
  }

  private static JsonArray strings(List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static String digestOf(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
