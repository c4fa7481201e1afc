package remediator.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The language of policies: which keys there are and what they may hold. The JSON Schema {@code
 * policies/policy.schema.json} says the same for editors; a test compares the two.
 */
final class PolicyGrammar {
  static final String FORMAT_VERSION = "1.0";
  static final List<String> KEYS =
      List.of(
          "format_version",
          "name",
          "title",
          "description",
          "remedies",
          "ensure_absent",
          "otherwise",
          "report_only");
  static final List<String> REQUIRED = List.of("format_version", "name", "title", "description");
  static final List<String> REMEDY_KEYS = List.of("parameter", "when");
  static final List<String> OTHERWISE =
      Stream.of(Policy.Otherwise.values()).map(each -> lower(each.name())).toList();

  static final Pattern NAME = Pattern.compile("^[a-z0-9][a-z0-9-]{0,62}$");
  static final Pattern TITLE = Pattern.compile("^\\P{Cc}{1,120}$");
  static final Pattern DESCRIPTION = Pattern.compile("^[\\n\\P{Cc}]{1,4000}$");

  /** One word that every boot loader hands on unchanged, with at most one value. */
  static final Pattern PARAMETER =
      Pattern.compile("^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}(?:=[A-Za-z0-9_.:/@%+-]{1,128})?$");

  private static final String PARAMETER_EXPECTED =
      "a boot parameter such as \"cgroup.memory=nokmem\": NAME or NAME=VALUE, one value, no blanks,"
          + " quotes or commas";

  private final Problems problems;
  private final ValueReader values;
  private final ConditionGrammar conditions;

  PolicyGrammar(Problems problems) {
    this.problems = problems;
    this.values = new ValueReader(problems);
    this.conditions = new ConditionGrammar(problems, values);
  }

  /** Understands a policy; every mistake goes to the problems, and then the answer is not used. */
  Optional<Policy> policy(Located root) {
    return Fields.of("a policy", root, KEYS, REQUIRED, problems)
        .map(fields -> policy(root, fields));
  }

  private Policy policy(Located root, Fields fields) {
    fields
        .value("format_version")
        .ifPresent(node -> values.oneOf("format_version", node, List.of(FORMAT_VERSION)));
    Set<String> remedies = new HashSet<>();
    Policy policy =
        new Policy(
            text(fields, "name", NAME, "lower-case letters, digits and dashes"),
            text(fields, "title", TITLE, "one line of at most 120 characters"),
            text(fields, "description", DESCRIPTION, "text of at most 4000 characters"),
            fields.value("remedies").flatMap(at -> remedies(at, remedies)).orElse(List.of()),
            fields.value("ensure_absent").flatMap(at -> absent(at, remedies)).orElse(List.of()),
            fields.value("otherwise").flatMap(this::otherwise).orElse(Policy.Otherwise.REFUSE),
            fields
                .value("report_only")
                .flatMap(node -> values.truth("report_only", node))
                .orElse(false));
    if (fields.lacks("remedies") && fields.lacks("ensure_absent")) {
      problems.add(root, "a policy that asks for nothing", "remedies or ensure_absent");
    }
    return policy;
  }

  private String text(Fields fields, String key, Pattern form, String expected) {
    return fields
        .value(key)
        .flatMap(node -> values.text(key, node, form, expected))
        .map(text -> Problems.asBytes(text.strip()))
        .orElse("");
  }

  private Optional<List<Remedy>> remedies(Located node, Set<String> seen) {
    return values.items("remedies", node, "remedies", each -> remedy(each, seen));
  }

  private Optional<Remedy> remedy(Located node, Set<String> seen) {
    Optional<Fields> fields = Fields.of("a remedy", node, REMEDY_KEYS, REMEDY_KEYS, problems);
    Optional<String> parameter =
        fields.flatMap(all -> all.value("parameter")).flatMap(at -> parameter(at, seen));
    Optional<List<Condition>> when =
        fields.flatMap(all -> all.value("when")).flatMap(conditions::when);
    return parameter.flatMap(text -> when.map(all -> new Remedy(text, all)));
  }

  private Optional<String> parameter(Located node, Set<String> seen) {
    Optional<String> parameter = parameter("parameter", node);
    parameter
        .filter(text -> !seen.add(KernelRemark.normal(text)))
        .ifPresent(text -> problems.add(node, "a second remedy " + text, "each parameter once"));
    return parameter;
  }

  private Optional<List<String>> absent(Located node, Set<String> remedies) {
    return values.items(
        "ensure_absent", node, "boot parameters", each -> absentParameter(each, remedies));
  }

  private Optional<String> absentParameter(Located node, Set<String> remedies) {
    Optional<String> parameter = parameter("a parameter of ensure_absent", node);
    parameter
        .filter(text -> remedies.contains(KernelRemark.normal(text)))
        .map(text -> text + " is a remedy and ought to be absent")
        .ifPresent(what -> problems.add(node, what, "one of the two"));
    return parameter;
  }

  private Optional<String> parameter(String whose, Located node) {
    return values.text(whose, node, PARAMETER, PARAMETER_EXPECTED);
  }

  private Optional<Policy.Otherwise> otherwise(Located node) {
    return values
        .oneOf("otherwise", node, OTHERWISE)
        .map(word -> Policy.Otherwise.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
