package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The published schemas, and what they say of a document. */
final class Schemas {
  static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", "."), "docs", "schema").toAbsolutePath();

  private static final String SUFFIX = ".schema.json";

  /** Nothing is fetched: the address only carries the file's name. */
  private static final String ADDRESS = "https://schema.invalid/";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry -> registry.schemas(iri -> text(iri.substring(ADDRESS.length()))));

  private Schemas() {}

  /** Short names of all schemas: {@code status}, {@code common}. */
  static List<String> names() {
    try (Stream<Path> all = Files.list(DIRECTORY)) {
      return all.map(path -> path.getFileName().toString())
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject json(String name) {
    return JsonParser.parseString(text(name + SUFFIX)).getAsJsonObject();
  }

  static List<String> errors(String name, String document) {
    return REGISTRY
        .getSchema(SchemaLocation.of(ADDRESS + name + SUFFIX))
        .validate(document, InputFormat.JSON)
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /**
   * The document, after it was held to the schema of its command, to that of any document, and to
   * having no member at the top that its schema does not name.
   */
  static JsonObject checked(String output) {
    JsonObject document = single(output);
    String name = name(document);
    assertEquals(List.of(), errors(name, output), () -> name + " of " + output);
    assertEquals(List.of(), errors("document", output), () -> "document of " + output);
    Set<String> undeclared = new TreeSet<>(document.keySet());
    undeclared.removeAll(json(name).getAsJsonObject("properties").keySet());
    undeclared.removeAll(envelope().keySet());
    assertEquals(Set.of(), undeclared, () -> "members of " + name + " that no schema names");
    return document;
  }

  /** {@code status} for an answer of status, {@code error} for that of a failed command. */
  static String name(JsonObject document) {
    String command = document.get("command").getAsString();
    return document.has("error") ? "error" : command.replaceFirst(" .*", "");
  }

  private static JsonObject envelope() {
    return json("common")
        .getAsJsonObject("$defs")
        .getAsJsonObject("envelope")
        .getAsJsonObject("properties");
  }

  /** Exactly one document, and nothing but white space around it. */
  private static JsonObject single(String output) {
    try (JsonReader reader = new JsonReader(new StringReader(output))) {
      JsonElement document = JsonParser.parseReader(reader);
      assertEquals(JsonToken.END_DOCUMENT, reader.peek(), () -> "more than one: " + output);
      return document.getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(DIRECTORY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
