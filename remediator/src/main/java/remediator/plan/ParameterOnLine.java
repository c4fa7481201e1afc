package remediator.plan;

import java.util.List;
import remediator.kernel.CommaLists;
import remediator.kernel.CommandLine;
import remediator.kernel.Parameter;
import remediator.kernel.ParameterName;

/**
 * Whether a parameter stands on a command line as the kernel parses it: {@code name}, {@code
 * name=value}, or one token of a comma list.
 *
 * <p>{@code name=*} asks for the name with any value.
 */
public final class ParameterOnLine {
  private ParameterOnLine() {}

  /**
   * Looks for {@code wanted}.
   *
   * @param dashesEndParameters true for Linux 3.15 and newer, where words after {@code --} are
   *     init's
   */
  public static boolean stands(CommandLine line, String wanted, boolean dashesEndParameters) {
    List<Parameter> asked = new CommandLine(wanted).parameters();
    if (asked.size() != 1) {
      return false;
    }
    Parameter parameter = asked.get(0);
    ParameterName name = parameter.name();
    if (parameter.value().isPresent() && CommaLists.includes(name)) {
      return line.commaTokens(name, dashesEndParameters).containsAll(parameter.commaTokens());
    }
    boolean anyValue = parameter.value().filter(value -> value.equals("*")).isPresent();
    return line.effective(dashesEndParameters).stream()
        .filter(word -> word.name().equals(name))
        .anyMatch(word -> anyValue || word.value().equals(parameter.value()));
  }
}
