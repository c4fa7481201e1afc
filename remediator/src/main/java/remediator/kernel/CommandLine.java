package remediator.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kernel command line: the raw text, read as the kernel reads it.
 *
 * <p>White space outside of double quotes separates words; a double quote anywhere toggles; there
 * are no escapes, and single quotes are ordinary characters. The first {@code =} of a word, unless
 * it is its first character, splits name from value. The line ends at a NUL. (lib/cmdline.c and
 * kernel/params.c, {@code next_arg}; same in 3.10 and 6.18.)
 *
 * <p>A name has <em>occurrences</em>, never "the" value. Which one counts is the business of the
 * parameter: {@code cgroup.memory=} and {@code cgroup_disable=} accumulate.
 *
 * @param text the line, one char per byte, without the final NUL
 */
public record CommandLine(String text) {
  /** Checks that there is a text. */
  public CommandLine {
    Objects.requireNonNull(text, "text");
  }

  /**
   * Whether the kernel takes a character for white space ({@code isspace}, lib/ctype.c): the ASCII
   * ones and 0xA0, which also occurs inside of UTF-8 sequences.
   */
  public static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00a0';
  }

  /** All words in order, those after a bare {@code --} (and the dashes themselves) included. */
  public List<Parameter> parameters() {
    return new CommandLineParser(text).parse();
  }

  /**
   * The words that are parameters for a kernel, in order, the bare dashes left out.
   *
   * @param dashesEndParameters true for Linux 3.15 and newer, where the words after a bare {@code
   *     --} belong to init; false for older ones (el7 among them), which parse them too
   */
  public List<Parameter> effective(boolean dashesEndParameters) {
    return parameters().stream()
        .filter(word -> !word.isDashes() && !(dashesEndParameters && word.afterDashes()))
        .toList();
  }

  /** Every occurrence of a name, in order, those after a bare {@code --} included. */
  public List<Parameter> occurrences(ParameterName name) {
    return parameters().stream().filter(word -> word.name().equals(name)).toList();
  }

  /** The tokens of a comma-list parameter, each once, over all its occurrences, in order. */
  public Set<String> commaTokens(ParameterName name) {
    return occurrences(name).stream()
        .flatMap(word -> word.commaTokens().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Like {@link #commaTokens(ParameterName)}, over the words that count for the kernel. */
  public Set<String> commaTokens(ParameterName name, boolean dashesEndParameters) {
    return effective(dashesEndParameters).stream()
        .filter(word -> word.name().equals(name))
        .flatMap(word -> word.commaTokens().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The raw words, in order, quotes included. */
  public List<String> words() {
    return parameters().stream().map(Parameter::raw).toList();
  }

  /**
   * The words as every kernel understands them, in order, wherever their quotes stand: {@code
   * "foo=a b"} and {@code foo="a b"} are both {@code foo=a b}.
   */
  public List<String> meaning() {
    return parameters().stream()
        .map(word -> word.name().text() + word.value().map(value -> "=" + value).orElse(""))
        .toList();
  }

  /** Bytes that the kernel needs for this line, its final NUL included. */
  public int bytesWithNul() {
    return text.length() + 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
