package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema against the reader: editors and the program must not disagree. */
class PolicySchemaTest {
  private static final String TEXT = ShippedPolicies.text("policy.schema.json");
  private static final JsonObject ROOT = JsonParser.parseString(TEXT).getAsJsonObject();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  private static final String GOOD =
      """
      format_version: "1.0"
      name: mine
      title: t
      description: d
      remedies:
        - parameter: cgroup.memory=nokmem
          when:
            - understood_by: kernels_that_matter
      """;

  @Test
  void isOfTheDialectItIsCheckedWith() {
    assertEquals("https://json-schema.org/draft/2020-12/schema", ROOT.get("$schema").getAsString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "appliance-docker.yaml",
        "default.yaml",
        "keep-memory-controller.yaml",
        "kubernetes-node.yaml",
        "report-only.yaml"
      })
  void acceptsEveryShippedPolicy(String file) {
    byte[] bytes = ShippedPolicies.text(file).getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(List.of(), errors(new String(bytes, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "severity: high",
        "name: My Policy",
        "format_version: \"2.0\"",
        "otherwise: never",
        "report_only: \"yes\"",
        "ensure_absent: cgroup_disable=memory",
        "ensure_absent: []",
        "ensure_absent: [\"a b\"]",
        "ensure_absent: [\"a=b,c\"]",
        "ensure_absent: [12]",
        "remedies: []",
        "remedies: [{parameter: a=b}]",
        "remedies: [{parameter: a=b, when: [{memory_controller: needed}]}]",
        "remedies: [{parameter: a=b, when: [{understood_by: nobody}]}]",
        "remedies: [{parameter: a=b, when: [{understood_by: kernels_that_matter, distribution: [x]}]}]",
        "remedies: [{parameter: a=b, when: [{understood_by: kernels_that_matter}, {runtime_absent: [x]}]}]",
        "remedies: [{parameter: a=b, when: [{understood_by: kernels_that_matter}, {kernel_release: [x]}]}]",
        "remedies: [{parameter: a=b, when: [{understood_by: kernels_that_matter}, {cgroup_mode: [v3]}]}]"
      })
  void rejectsWhatTheReaderRejects(String line) {
    String key = line.substring(0, line.indexOf(':'));
    String text =
        key.equals("remedies")
            ? GOOD.substring(0, GOOD.indexOf("remedies:")) + line + "\n"
            : GOOD.replaceAll("(?m)^" + key + ":.*\n", "") + line + "\n";
    assertTrue(isRead(GOOD) && errors(GOOD).isEmpty(), "the text it starts from is good");
    assertEquals(false, isRead(text), "the reader takes: " + line);
    assertTrue(!errors(text).isEmpty(), "the schema takes: " + line);
  }

  @Test
  void hasTheKeysOfTheReader() {
    assertEquals(Set.copyOf(PolicyGrammar.KEYS), properties(ROOT).keySet());
    assertEquals(PolicyGrammar.REQUIRED, strings(ROOT.get("required")));
    JsonObject remedy = definition("remedy");
    assertEquals(Set.copyOf(PolicyGrammar.REMEDY_KEYS), properties(remedy).keySet());
    assertEquals(PolicyGrammar.REMEDY_KEYS, strings(remedy.get("required")));
    Problems problems = new Problems("");
    List<String> conditions = new ConditionGrammar(problems, new ValueReader(problems)).keys();
    assertEquals(conditions, List.copyOf(properties(definition("condition")).keySet()));
  }

  @Test
  void allowsTheWordsOfTheReader() {
    JsonObject policy = properties(ROOT);
    JsonObject condition = properties(definition("condition"));
    assertEquals(List.of(PolicyGrammar.FORMAT_VERSION), words(policy, "format_version"));
    assertEquals(PolicyGrammar.OTHERWISE, words(policy, "otherwise"));
    assertEquals(ConditionGrammar.KERNELS, words(condition, "understood_by"));
    assertEquals(ConditionGrammar.NEEDS, words(condition, "memory_controller"));
    assertEquals(ConditionGrammar.MODES, strings(items(condition, "cgroup_mode").get("enum")));
    assertEquals(
        RuntimePresent.NAMES, strings(definition("runtimes").getAsJsonObject("items").get("enum")));
  }

  @Test
  void hasTheFormsOfTheReader() {
    JsonObject policy = properties(ROOT);
    assertEquals(PolicyGrammar.NAME.pattern(), form(policy.getAsJsonObject("name")));
    assertEquals(PolicyGrammar.TITLE.pattern(), form(policy.getAsJsonObject("title")));
    assertEquals(PolicyGrammar.DESCRIPTION.pattern(), form(policy.getAsJsonObject("description")));
    assertEquals(PolicyGrammar.PARAMETER.pattern(), form(definition("parameter")));
    assertEquals(
        ConditionGrammar.DISTRIBUTION.pattern(),
        form(definition("distributions").getAsJsonObject("items")));
    assertEquals(
        ReleaseBound.FORM.pattern(),
        form(items(properties(definition("condition")), "kernel_release")));
  }

  @Test
  void explainsEveryKeyToEditors() {
    Stream.of(ROOT, definition("remedy"), definition("condition"))
        .flatMap(each -> properties(each).entrySet().stream())
        .filter(entry -> !entry.getKey().equals("parameter"))
        .forEach(
            entry ->
                assertTrue(entry.getValue().getAsJsonObject().has("description"), entry.getKey()));
  }

  @Test
  void boundsListsAsTheReaderDoes() {
    long bounded =
        Stream.of(TEXT.split("\"maxItems\": " + ValueReader.ITEMS_MAX + ",", -1)).count() - 1;
    long lists = Stream.of(TEXT.split("\"type\": \"array\"", -1)).count() - 1;
    assertEquals(lists, bounded, String.format(Locale.ROOT, "%d of %d lists", bounded, lists));
  }

  private static List<String> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  private static boolean isRead(String yaml) {
    return PolicyReader.parse("p.yaml", yaml).match(good -> true, bad -> false);
  }

  private static JsonObject properties(JsonObject of) {
    return of.getAsJsonObject("properties");
  }

  private static JsonObject definition(String name) {
    return ROOT.getAsJsonObject("$defs").getAsJsonObject(name);
  }

  private static JsonObject items(JsonObject properties, String key) {
    return properties.getAsJsonObject(key).getAsJsonObject("items");
  }

  private static List<String> words(JsonObject properties, String key) {
    return strings(properties.getAsJsonObject(key).get("enum"));
  }

  private static List<String> strings(JsonElement array) {
    JsonArray all = array.getAsJsonArray();
    return StreamSupport.stream(all.spliterator(), false).map(JsonElement::getAsString).toList();
  }

  private static String form(JsonObject of) {
    return of.get("pattern").getAsString();
  }
}
