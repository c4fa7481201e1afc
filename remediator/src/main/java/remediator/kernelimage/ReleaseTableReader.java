package remediator.kernelimage;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.kernel.KernelFamily;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * Reads the table of releases from its JSON: {@code {"rows": [{...}]}}, fields as in {@link
 * ReleaseRow}.
 *
 * <p>The table is ours, so what is wrong with it is a defect of this program: {@link
 * IllegalStateException} with the row.
 */
final class ReleaseTableReader {
  private static final String RESOURCE = "releases.json";

  private final JsonReader json;

  private ReleaseTableReader(Reader text) {
    this.json = new JsonReader(text);
  }

  static ReleaseTable shipped() {
    InputStream resource = ReleaseTableReader.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("this program lacks its resource " + RESOURCE);
    }
    try (Reader text = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
      return new ReleaseTableReader(text).table();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read this program's resource " + RESOURCE, e);
    }
  }

  static ReleaseTable parse(String text) {
    try {
      return new ReleaseTableReader(new StringReader(text)).table();
    } catch (IOException e) {
      throw new UncheckedIOException("not a table of releases", e);
    }
  }

  private ReleaseTable table() throws IOException {
    List<ReleaseRow> rows = new ArrayList<>();
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("rows")) {
        json.beginArray();
        while (json.hasNext()) {
          rows.add(new RowFields().read(json).row());
        }
        json.endArray();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return new ReleaseTable(rows);
  }

  /** The fields of one row, as they come. */
  private static final class RowFields {
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, List<Integer>> numbers = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private boolean plain;

    private RowFields read(JsonReader json) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        field(json, json.nextName());
      }
      json.endObject();
      return this;
    }

    private void field(JsonReader json, String name) throws IOException {
      switch (name) {
        case "tokens" -> tokens.addAll(strings(json));
        case "plain" -> plain = json.nextBoolean();
        case "from", "below", "build_from", "build_below" ->
            numbers.put(name, dotted(json.nextString()));
        case "id", "parameter", "branch", "family", "verdict", "reason", "source", "confidence" ->
            words.put(name, json.nextString());
        default -> throw new IllegalStateException("table of releases: unknown field " + name);
      }
    }

    private ReleaseRow row() {
      return new ReleaseRow(
          word("id"),
          word("parameter"),
          Set.copyOf(tokens),
          range(),
          says(word("verdict")),
          word("reason"),
          word("source"),
          Confidence.valueOf(word("confidence").toUpperCase(Locale.ROOT)));
    }

    private ReleaseRow.Range range() {
      return new ReleaseRow.Range(
          Optional.ofNullable(words.get("branch")),
          Optional.ofNullable(words.get("family"))
              .map(family -> KernelFamily.valueOf(family.toUpperCase(Locale.ROOT))),
          plain,
          numbers.getOrDefault("from", List.of()),
          numbers.getOrDefault("below", List.of()),
          numbers.getOrDefault("build_from", List.of()),
          numbers.getOrDefault("build_below", List.of()));
    }

    private String word(String name) {
      return Optional.ofNullable(words.get(name))
          .orElseThrow(
              () -> new IllegalStateException("table of releases: no " + name + ": " + words));
    }

    private static Says says(String verdict) {
      return Arrays.stream(Says.values())
          .filter(says -> says.word().equals(verdict))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("table of releases: verdict " + verdict));
    }

    private static List<String> strings(JsonReader json) throws IOException {
      List<String> strings = new ArrayList<>();
      json.beginArray();
      while (json.hasNext()) {
        strings.add(json.nextString());
      }
      json.endArray();
      return strings;
    }

    private static List<Integer> dotted(String text) {
      List<Integer> numbers = new ArrayList<>();
      for (String number : text.split("\\.", -1)) {
        numbers.add(Integer.parseInt(number));
      }
      return numbers;
    }
  }
}
