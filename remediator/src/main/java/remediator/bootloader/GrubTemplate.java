package remediator.bootloader;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import remediator.kernel.CommandLine;
import remediator.kernel.CommandLineEdit;
import remediator.kernel.ParameterRequest;

/**
 * A text of {@code grub-templates/} with {@code @NAME@} where something is to be filled in.
 *
 * @param text the template
 */
public record GrubTemplate(String text) {
  /** The template of {@link GrubDefaults#OWN_DROP_IN}. */
  public static final String DROP_IN = "default-grub-drop-in.cfg";

  /** The template of lines for a file that does not assign the variable. */
  public static final String ASSIGNMENT = "default-grub-assignment.cfg";

  /** The placeholder for the name of a variable. */
  public static final String VARIABLE = "VARIABLE";

  /** The placeholder for parameters inside of double quotes. */
  public static final String PARAMETERS = "PARAMETERS";

  private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z][A-Z_]*)@");

  /**
   * Fills in every placeholder.
   *
   * @throws IllegalArgumentException when a placeholder has no value or a value no placeholder
   */
  public String filled(Map<String, String> values) {
    TreeSet<String> missing = new TreeSet<>(placeholders());
    missing.removeAll(values.keySet());
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(placeholders());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "template: no value for " + missing + ", no place for " + unknown);
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, values)));
  }

  /** Fills in a variable and parameters that are written between its double quotes. */
  public String filled(String variable, List<ParameterRequest> requests) {
    return filled(Map.of(VARIABLE, variable, PARAMETERS, doubleQuoted(requests)));
  }

  /**
   * The words that the wishes leave on an empty line, as they are written between the double quotes
   * of a shell assignment whose value GRUB reads once more.
   */
  public static String doubleQuoted(List<ParameterRequest> requests) {
    CommandLine line = new CommandLine(CommandLineEdit.apply("", requests));
    return ShellQuoting.inside(GrubQuoting.words(line.text()), Quoting.DOUBLE);
  }

  private List<String> placeholders() {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toUnmodifiableList());
  }

  private static String value(MatchResult match, Map<String, String> values) {
    return values.getOrDefault(match.group(1), "");
  }
}
