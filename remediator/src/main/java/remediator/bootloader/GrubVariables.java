package remediator.bootloader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The variables of a GRUB script after it ran, as far as that can be told. */
final class GrubVariables {
  /** The answer of a test. */
  private enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /** Variables that only an environment block or the script itself sets. */
  private static final Set<String> FROM_ENVIRONMENT_BLOCK =
      Set.of(
          "next_entry",
          "saved_entry",
          "prev_saved_entry",
          "prev_entry",
          "boot_once",
          "recordfail",
          "initrdfail",
          "initrdless_boot_fallback_triggered",
          "env_block",
          "default",
          "fallback",
          "boot_counter",
          "boot_success",
          "boot_indeterminate",
          "menu_auto_hide");

  /** Characters of one value; real ones are titles, and doubling by references must end. */
  private static final int VALUE_LENGTH_MAX = 16384;

  /** Variables copied for tests that are followed both ways; real files need a few thousand. */
  private static final int COPIES_MAX = 1_000_000;

  private final String text;
  private final Optional<GrubEnv> env;
  private final Predicate<String> present;
  private Map<String, Optional<String>> values = new HashMap<>();
  private int copies;

  /**
   * Nothing is run yet.
   *
   * @param present whether a file that the script sources is there, by the path as written
   */
  GrubVariables(String text, Optional<GrubEnv> env, Predicate<String> present) {
    this.text = text;
    this.env = env;
    this.present = present;
  }

  /** The value of a variable, empty text if it was never set; nothing if it cannot be told. */
  Optional<String> value(String name) {
    return copies > COPIES_MAX ? Optional.empty() : values.getOrDefault(name, Optional.of(""));
  }

  void run(List<GrubNode> nodes) {
    for (GrubNode node : nodes) {
      if (node instanceof GrubNode.Command command) {
        command(words(command));
      } else if (node instanceof GrubNode.Choice choice) {
        choice(choice.branches(), choice.otherwise());
      } else if (node instanceof GrubNode.Loop loop) {
        either(loop.body(), List.of());
      } else if (node instanceof GrubNode.Function function) {
        either(function.body(), List.of());
      }
    }
  }

  private void command(List<String> words) {
    String first = words.isEmpty() ? "" : words.get(0);
    switch (first) {
      case "set", "export" -> words.stream().skip(1).forEach(this::assign);
      case "unset" -> words.stream().skip(1).forEach(name -> values.put(name, Optional.of("")));
      case "load_env" -> loadEnv();
      case "source", "." -> source(words);
      default -> assign(first);
    }
  }

  private void assign(String word) {
    int equals = word.indexOf('=');
    if (equals > 0) {
      values.put(word.substring(0, equals), expanded(word.substring(equals + 1)));
    }
  }

  /** What a sourced file does is not known, only whether it is there. */
  private void source(List<String> words) {
    boolean there = words.stream().skip(1).limit(1).anyMatch(present);
    if (there) {
      values.put("default", Optional.empty());
    }
  }

  private void loadEnv() {
    env.ifPresent(
        block -> block.variables().forEach((name, value) -> values.put(name, Optional.of(value))));
  }

  private void choice(List<GrubNode.Branch> branches, List<GrubNode> otherwise) {
    if (branches.isEmpty()) {
      run(otherwise);
      return;
    }
    if (branches.size() > GrubParser.NESTING_MAX) {
      values.put("default", Optional.empty());
      return;
    }
    GrubNode.Branch first = branches.get(0);
    List<GrubNode.Branch> rest = branches.subList(1, branches.size());
    switch (answer(first.condition())) {
      case YES -> run(first.body());
      case NO -> choice(rest, otherwise);
      case UNKNOWN -> {
        Map<String, Optional<String>> before = copy();
        run(first.body());
        Map<String, Optional<String>> after = values;
        values = before;
        choice(rest, otherwise);
        merge(after);
      }
    }
  }

  private void either(List<GrubNode> one, List<GrubNode> other) {
    Map<String, Optional<String>> before = copy();
    run(one);
    Map<String, Optional<String>> after = values;
    values = before;
    run(other);
    merge(after);
  }

  private Map<String, Optional<String>> copy() {
    copies += values.size();
    return copies > COPIES_MAX ? new HashMap<>() : new HashMap<>(values);
  }

  /** Keeps what both ways agree on. */
  private void merge(Map<String, Optional<String>> other) {
    if (copies > COPIES_MAX) {
      return;
    }
    Set<String> names = new HashSet<>(values.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      Optional<String> there = other.getOrDefault(name, Optional.of(""));
      if (!there.equals(value(name))) {
        values.put(name, Optional.empty());
      }
    }
  }

  private Answer answer(List<GrubNode> condition) {
    if (condition.size() != 1 || !(condition.get(0) instanceof GrubNode.Command command)) {
      return Answer.UNKNOWN;
    }
    List<String> words = words(command);
    boolean bracket =
        words.size() > 2 && words.get(0).equals("[") && words.get(words.size() - 1).equals("]");
    if (bracket) {
      return test(words.subList(1, words.size() - 1));
    }
    boolean test = words.size() > 1 && words.get(0).equals("test");
    return test ? test(words.subList(1, words.size())) : Answer.UNKNOWN;
  }

  private Answer test(List<String> words) {
    if (words.get(0).equals("!")) {
      return words.size() == 1 ? Answer.UNKNOWN : inverse(test(words.subList(1, words.size())));
    }
    if (words.size() == 1) {
      return answer(expanded(words.get(0)).map(value -> !value.isEmpty()));
    }
    if (words.size() == 2) {
      return unary(words.get(0), words.get(1));
    }
    return words.size() == 3 ? binary(words.get(0), words.get(1), words.get(2)) : Answer.UNKNOWN;
  }

  private Answer unary(String operator, String word) {
    return switch (operator) {
      case "-n" -> answer(expanded(word).map(value -> !value.isEmpty()));
      case "-z" -> answer(expanded(word).map(String::isEmpty));
      case "-s", "-f", "-e" ->
          word.endsWith("/grubenv") && !word.contains("EFI")
              ? answer(Optional.of(env.isPresent()))
              : Answer.UNKNOWN;
      default -> Answer.UNKNOWN;
    };
  }

  private Answer binary(String left, String operator, String right) {
    Optional<String> one = expanded(left);
    Optional<String> other = expanded(right);
    if (one.isEmpty() || other.isEmpty()) {
      return Answer.UNKNOWN;
    }
    return switch (operator) {
      case "=", "==" -> answer(Optional.of(one.get().equals(other.get())));
      case "!=" -> answer(Optional.of(!one.get().equals(other.get())));
      default -> Answer.UNKNOWN;
    };
  }

  private static Answer answer(Optional<Boolean> value) {
    return value.map(yes -> yes ? Answer.YES : Answer.NO).orElse(Answer.UNKNOWN);
  }

  private static Answer inverse(Answer answer) {
    return switch (answer) {
      case YES -> Answer.NO;
      case NO -> Answer.YES;
      case UNKNOWN -> Answer.UNKNOWN;
    };
  }

  /** Puts values in the place of references; nothing if one of them cannot be told. */
  private Optional<String> expanded(String word) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < word.length()) {
      int end = GrubWord.variableEnd(word, at);
      if (end == at) {
        result.append(word.charAt(at++));
      } else {
        Optional<String> value = reference(word.substring(at + 1, end));
        if (value.isEmpty() || result.length() > VALUE_LENGTH_MAX) {
          return Optional.empty();
        }
        result.append(value.get());
        at = end;
      }
    }
    return Optional.of(result.toString());
  }

  /** A variable that the script never set may be one of GRUB's own, unless the script saves it. */
  private Optional<String> reference(String written) {
    String name = written.replace("{", "").replace("}", "");
    if (values.containsKey(name)) {
      return value(name);
    }
    if (FROM_ENVIRONMENT_BLOCK.contains(name)) {
      return Optional.of("");
    }
    return Optional.empty();
  }

  private List<String> words(GrubNode.Command command) {
    List<String> words = new ArrayList<>();
    command.words().forEach(span -> words.add(GrubWord.unquoted(text, span.start(), span.end())));
    return words;
  }
}
