package remediator.kernel;

import java.util.List;
import java.util.Optional;

/** The one word that a {@link ParameterRequest} is about: how it is read, checked and written. */
final class ParameterWord {
  private static final ParameterName IMAGE = new ParameterName("BOOT_IMAGE");

  private ParameterWord() {}

  static Parameter parse(String word) {
    List<Parameter> words = new CommandLine(word).parameters();
    if (words.size() != 1 || words.get(0).raw().length() != word.length()) {
      throw new IllegalArgumentException(
          "expected one kernel parameter such as name, name=value or name=\"a b\", got: "
              + printable(word));
    }
    Parameter parameter = words.get(0);
    if (parameter.quoteOpen()) {
      throw new IllegalArgumentException("a double quote is not closed in: " + printable(word));
    }
    check(parameter.name(), parameter.value());
    return parameter;
  }

  static void check(ParameterName name, Optional<String> value) {
    String text = name.text();
    if (text.isEmpty() || text.equals("--") || text.indexOf('=') >= 0 || text.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("not a parameter name: " + printable(text));
    }
    if (name.equals(IMAGE)) {
      throw new IllegalArgumentException(
          "BOOT_IMAGE is written by the boot loader itself and cannot be changed");
    }
    checkCharacters(text);
    value.ifPresent(ParameterWord::checkCharacters);
  }

  /** The word as it is written on a line: the value in double quotes where it has blanks. */
  static String text(ParameterName name, Optional<String> value) {
    return value
        .map(text -> name.text() + "=" + (text.indexOf(' ') < 0 ? text : "\"" + text + "\""))
        .orElse(name.text());
  }

  private static void checkCharacters(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < ' ' || c > '~' || c == '"' || c == '\'' || c == '\\') {
        throw new IllegalArgumentException(
            "a kernel parameter that goes through GRUB cannot hold this character: "
                + printable(String.valueOf(c)));
      }
    }
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      shown.append(c < ' ' || c > '~' ? "\\u" + hex(c) : String.valueOf(c));
    }
    return shown.toString();
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0000".substring(digits.length()) + digits;
  }
}
