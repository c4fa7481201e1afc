package remediator.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.kernel.CommaLists;
import remediator.kernel.ParameterName;
import remediator.kernelimage.WantedParameter;

/** The words of {@code --require}: each a parameter, or one with a value, as on a kernel's line. */
final class RequiredParameters {
  private static final String EXPECTED =
      ": expected NAME or NAME=TOKEN as it would stand on a kernel's command line, such as"
          + " cgroup.memory=nokmem; without blanks, quotes and backslashes";

  /** Quotes group words and a backslash is the boot loader's: none is part of a name or token. */
  private static final String NEVER = "\"'\\";

  private RequiredParameters() {}

  /** What the words ask, each thing once; a value that the kernel splits at commas is split. */
  static List<WantedParameter> of(List<String> words) {
    Set<WantedParameter> wanted = new LinkedHashSet<>();
    for (String word : words) {
      wanted.addAll(parse(word));
    }
    return List.copyOf(wanted);
  }

  private static List<WantedParameter> parse(String word) {
    boolean written = word.chars().allMatch(c -> c > ' ' && c <= '~' && NEVER.indexOf(c) < 0);
    Optional<WantedParameter> wanted = written ? WantedParameter.parse(word) : Optional.empty();
    return wanted.map(RequiredParameters::each).orElseThrow(() -> refused(word));
  }

  private static List<WantedParameter> each(WantedParameter wanted) {
    boolean isList = CommaLists.includes(new ParameterName(wanted.parameter()));
    if (!isList || wanted.token().isEmpty()) {
      return List.of(wanted);
    }
    List<String> tokens = Arrays.asList(wanted.token().get().split(",", -1));
    if (tokens.contains("")) {
      throw refused(wanted.text());
    }
    return tokens.stream()
        .map(token -> new WantedParameter(wanted.parameter(), Optional.of(token)))
        .toList();
  }

  private static UsageException refused(String word) {
    return new UsageException("--require " + (word.isEmpty() ? "\"\"" : word) + EXPECTED);
  }
}
