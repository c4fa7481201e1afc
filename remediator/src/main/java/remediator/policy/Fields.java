package remediator.policy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a mapping by key, after every key was checked. */
final class Fields {
  private final Map<String, Located> values = new LinkedHashMap<>();
  private final Set<String> misspelt = new HashSet<>();

  private Fields() {}

  /**
   * Checks the keys of a mapping: known, not repeated, none missing.
   *
   * @param whose what the mapping is, for messages: {@code a remedy}
   * @return empty when the node is no mapping
   */
  static Optional<Fields> of(
      String whose, Located node, List<String> known, List<String> required, Problems problems) {
    if (!(node instanceof Located.Entries mapping)) {
      String expected = whose + " with the keys " + String.join(", ", known);
      problems.add(node, node.described(), expected);
      return Optional.empty();
    }
    Fields fields = new Fields();
    mapping.entries().forEach(entry -> fields.take(whose, entry, known, problems));
    required.stream()
        .filter(fields::lacks)
        .forEach(key -> problems.add(node, whose + " without " + key, "the key " + key));
    return Optional.of(fields);
  }

  Optional<Located> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Whether a key is missing, also misspelt: a slip of the finger is one mistake, not two. */
  boolean lacks(String key) {
    return !values.containsKey(key) && !misspelt.contains(key);
  }

  private void take(String whose, Located.Entry entry, List<String> known, Problems problems) {
    if (!(entry.key() instanceof Located.Scalar key)) {
      problems.add(entry.key(), "a key that is " + entry.key().described(), "a word");
    } else if (!known.contains(key.text())) {
      String what = "unknown key " + Words.quoted(key.text()) + " in " + whose;
      problems.add(key, what, Words.oneOf(key.text(), known));
      Words.nearest(key.text(), known).ifPresent(misspelt::add);
    } else if (values.containsKey(key.text())) {
      problems.add(key, "a second " + key.text() + " in " + whose, "each key once");
    } else {
      values.put(key.text(), entry.value());
    }
  }
}
