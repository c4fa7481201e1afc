package remediator.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import remediator.fact.CgroupMode;
import remediator.policy.UnderstoodBy.Kernels;

/** The conditions of the policy language, one mapping with one key each. */
final class ConditionGrammar {
  static final List<String> KERNELS = Arrays.stream(Kernels.values()).map(Kernels::word).toList();
  static final List<String> NEEDS =
      Arrays.stream(MemoryController.Need.values()).map(MemoryController.Need::word).toList();
  static final List<String> MODES =
      Arrays.stream(CgroupMode.values()).map(CgroupModeIs::word).toList();

  /** os-release(5): lower-case letters, digits, dot, underscore, dash. */
  static final Pattern DISTRIBUTION = Pattern.compile("^[a-z0-9._-]{1,64}$");

  private final Problems problems;
  private final ValueReader values;
  private final Map<String, Function<Located, Optional<Condition>>> readers = new LinkedHashMap<>();

  ConditionGrammar(Problems problems, ValueReader values) {
    this.problems = problems;
    this.values = values;
    readers.put(UnderstoodBy.KEY, this::understoodBy);
    readers.put(MemoryController.KEY, this::memoryController);
    readers.put(RuntimePresent.KEY, at -> runtimes(RuntimePresent.KEY, at, RuntimePresent::new));
    readers.put(RuntimeAbsent.KEY, at -> runtimes(RuntimeAbsent.KEY, at, RuntimeAbsent::new));
    readers.put(DistributionIs.KEY, at -> ids(DistributionIs.KEY, at, DistributionIs::new));
    readers.put(
        DistributionIsNot.KEY, at -> ids(DistributionIsNot.KEY, at, DistributionIsNot::new));
    readers.put(CgroupModeIs.KEY, this::modes);
    readers.put(KernelReleaseIs.KEY, this::releases);
  }

  List<String> keys() {
    return List.copyOf(readers.keySet());
  }

  /** The conditions of a remedy; what its kernels understand is always one of them. */
  Optional<List<Condition>> when(Located node) {
    Optional<List<Condition>> when = values.items("when", node, "conditions", this::condition);
    boolean asksKernels =
        when.map(all -> all.stream().anyMatch(each -> each.key().equals(UnderstoodBy.KEY)))
            .orElse(true);
    if (!asksKernels) {
      problems.add(
          node,
          "a remedy that no kernel is asked about",
          "the condition \"" + UnderstoodBy.KEY + ": " + KERNELS.get(0) + "\"");
    }
    return when;
  }

  private Optional<Condition> condition(Located node) {
    if (!(node instanceof Located.Entries mapping)) {
      problems.add(node, node.described(), "a condition \"key: value\"; its key is " + oneOf(""));
      return Optional.empty();
    }
    if (mapping.entries().size() != 1) {
      Located at = mapping.entries().isEmpty() ? node : mapping.entries().get(1).key();
      String what = "a condition of " + mapping.entries().size() + " keys";
      problems.add(at, what, "one key in each item of the list");
      return Optional.empty();
    }
    Located.Entry entry = mapping.entries().get(0);
    String key = entry.key() instanceof Located.Scalar word ? word.text() : "";
    Function<Located, Optional<Condition>> reader = readers.get(key);
    if (reader == null) {
      String what = "unknown condition " + Words.quoted(key);
      problems.add(entry.key(), what, oneOf(key));
      return Optional.empty();
    }
    return reader.apply(entry.value());
  }

  private String oneOf(String key) {
    return Words.oneOf(key, keys());
  }

  private Optional<Condition> understoodBy(Located node) {
    return values
        .oneOf(UnderstoodBy.KEY, node, KERNELS)
        .map(word -> new UnderstoodBy(Kernels.valueOf(upper(word))));
  }

  private Optional<Condition> memoryController(Located node) {
    return values
        .oneOf(MemoryController.KEY, node, NEEDS)
        .map(word -> new MemoryController(MemoryController.Need.valueOf(upper(word))));
  }

  private Optional<Condition> runtimes(
      String key, Located node, Function<List<String>, Condition> condition) {
    String whose = "a runtime of " + key;
    return values
        .items(key, node, "runtimes", each -> values.oneOf(whose, each, RuntimePresent.NAMES))
        .map(condition);
  }

  private Optional<Condition> ids(
      String key, Located node, Function<List<String>, Condition> condition) {
    String expected = "an os-release ID such as \"centos\"";
    return values
        .items(
            key,
            node,
            "os-release IDs",
            each -> values.text("an ID of " + key, each, DISTRIBUTION, expected))
        .map(condition);
  }

  private Optional<Condition> modes(Located node) {
    String whose = "a mode of " + CgroupModeIs.KEY;
    return values
        .items(CgroupModeIs.KEY, node, "modes", each -> values.oneOf(whose, each, MODES))
        .map(all -> new CgroupModeIs(all.stream().map(ConditionGrammar::mode).toList()));
  }

  private Optional<Condition> releases(Located node) {
    return values
        .items(KernelReleaseIs.KEY, node, "bounds such as \">=3.10.0-1062.el7\"", this::bound)
        .map(KernelReleaseIs::new);
  }

  private Optional<ReleaseBound> bound(Located node) {
    return values
        .text(
            "a bound of " + KernelReleaseIs.KEY,
            node,
            ReleaseBound.FORM,
            "a sign and a release, such as \">=3.10.0-1062.el7\"")
        .flatMap(ReleaseBound::parse);
  }

  private static CgroupMode mode(String word) {
    return CgroupMode.valueOf(upper(word));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
