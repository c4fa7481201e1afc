package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import remediator.policy.Located.Kind;

/** Reads single values of a policy; whatever is wrong becomes a problem and an empty answer. */
final class ValueReader {
  /** Nobody lists more; a decision has to be read. */
  static final int ITEMS_MAX = 64;

  private final Problems problems;

  ValueReader(Problems problems) {
    this.problems = problems;
  }

  /** Text of a form. */
  Optional<String> text(String whose, Located node, Pattern form, String expected) {
    if (!(node instanceof Located.Scalar scalar) || scalar.kind() != Kind.TEXT) {
      problems.add(node, whose + " is " + node.described(), expected + needsQuotes(node));
      return Optional.empty();
    }
    if (!form.matcher(scalar.text()).matches()) {
      problems.add(node, whose + " is " + Words.quoted(scalar.text()), expected);
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  /** One of a few words. */
  Optional<String> oneOf(String whose, Located node, List<String> words) {
    if (!(node instanceof Located.Scalar scalar) || scalar.kind() != Kind.TEXT) {
      String expected = Words.oneOf("", words) + needsQuotes(node);
      problems.add(node, whose + " is " + node.described(), expected);
      return Optional.empty();
    }
    if (!words.contains(scalar.text())) {
      String what = whose + " is " + Words.quoted(scalar.text());
      problems.add(node, what, Words.oneOf(scalar.text(), words));
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  /** {@code true} or {@code false}. */
  Optional<Boolean> truth(String whose, Located node) {
    if (!(node instanceof Located.Scalar scalar) || scalar.kind() != Kind.TRUTH) {
      problems.add(node, whose + " is " + node.described(), "true or false");
      return Optional.empty();
    }
    return Optional.of(scalar.text().equals("true"));
  }

  /** A list of at least one item and at most {@link #ITEMS_MAX}, each read by {@code item}. */
  <T> Optional<List<T>> items(
      String whose, Located node, String expected, Function<Located, Optional<T>> item) {
    if (!(node instanceof Located.Items list)) {
      problems.add(node, whose + " is " + node.described(), "a list of " + expected);
      return Optional.empty();
    }
    int size = list.items().size();
    if (size == 0 || size > ITEMS_MAX) {
      String bounds = "between 1 and " + ITEMS_MAX + " " + expected;
      problems.add(node, whose + " has " + size + " items", bounds);
      return Optional.empty();
    }
    List<T> read = new ArrayList<>();
    list.items().forEach(each -> item.apply(each).ifPresent(read::add));
    return read.size() == size ? Optional.of(List.copyOf(read)) : Optional.empty();
  }

  private static String needsQuotes(Located node) {
    boolean scalar = node instanceof Located.Scalar word && word.kind() != Kind.NOTHING;
    return scalar ? ", as text (in quotes)" : "";
  }
}
