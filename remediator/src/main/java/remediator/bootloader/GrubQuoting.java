package remediator.bootloader;

import java.util.stream.Collectors;
import remediator.kernel.CommandLine;
import remediator.kernel.Parameter;

/** Writes words so that GRUB's script lexer reads them back as they were meant. */
final class GrubQuoting {
  private static final String SAFE = "_.,=:/@%+-~^!()";

  private GrubQuoting() {}

  /** Kernel words as words of a grub.cfg, separated by one blank. */
  static String words(String kernelWords) {
    return new CommandLine(kernelWords)
        .parameters().stream().map(GrubQuoting::word).collect(Collectors.joining(" "));
  }

  /** Text that goes into the middle of a word. */
  static String inside(String text, Quoting quoting) {
    StringBuilder result = new StringBuilder();
    text.chars().forEach(c -> result.append(character((char) c, quoting)));
    return result.toString();
  }

  private static String word(Parameter parameter) {
    String name = parameter.name().text();
    return parameter
        .value()
        .map(value -> protect(name) + "=" + protect(value))
        .orElseGet(() -> protect(name));
  }

  private static String protect(String text) {
    boolean blank = text.indexOf(' ') >= 0;
    return blank ? '"' + inside(text, Quoting.DOUBLE) + '"' : inside(text, Quoting.BARE);
  }

  private static String character(char c, Quoting quoting) {
    return switch (quoting) {
      case SINGLE -> String.valueOf(c);
      case DOUBLE -> c == '$' || c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
      case BARE -> isSafe(c) ? String.valueOf(c) : "\\" + c;
    };
  }

  private static boolean isSafe(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || SAFE.indexOf(c) >= 0;
  }
}
