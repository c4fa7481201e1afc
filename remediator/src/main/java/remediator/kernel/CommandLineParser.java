package remediator.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line as {@code next_arg} does (lib/cmdline.c), remembering where things stand. */
final class CommandLineParser {
  private final String text;
  private final int limit;

  CommandLineParser(String text) {
    this.text = text;
    int nul = text.indexOf('\0');
    this.limit = nul < 0 ? text.length() : nul;
  }

  List<Parameter> parse() {
    List<Parameter> words = new ArrayList<>();
    boolean afterDashes = false;
    int at = skipSpaces(0);
    while (at < limit) {
      Parameter word = word(at, afterDashes);
      words.add(word);
      afterDashes = afterDashes || word.isDashes();
      at = skipSpaces(word.end());
    }
    return List.copyOf(words);
  }

  private int skipSpaces(int from) {
    int at = from;
    while (at < limit && CommandLine.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private Parameter word(int start, boolean afterDashes) {
    boolean quoted = text.charAt(start) == '"';
    boolean inQuotes = quoted;
    int first = quoted ? start + 1 : start;
    int equals = first;
    int end = first;
    while (end < limit && (inQuotes || !CommandLine.isSpace(text.charAt(end)))) {
      char c = text.charAt(end);
      if (c == '=' && equals == first) {
        equals = end;
      }
      inQuotes = (c == '"') != inQuotes;
      end++;
    }
    return assemble(start, first, equals, end, inQuotes, afterDashes);
  }

  /**
   * Takes the quotes off: one at the start of the value together with one at the end of the word,
   * else the one at the end of a word that began with a quote.
   */
  private Parameter assemble(
      int start, int first, int equals, int end, boolean quoteOpen, boolean afterDashes) {
    boolean quoted = first > start;
    boolean hasValue = equals > first;
    int valueStart = hasValue ? equals + 1 : end;
    boolean valueQuoted = hasValue && valueStart < end && text.charAt(valueStart) == '"';
    if (valueQuoted) {
      valueStart++;
    }
    boolean closed = (quoted || valueQuoted) && end > first && text.charAt(end - 1) == '"';
    int contentEnd = Math.max(closed ? end - 1 : end, hasValue ? valueStart : first);
    String name = text.substring(first, hasValue ? equals : contentEnd);
    Optional<String> value =
        hasValue ? Optional.of(text.substring(valueStart, contentEnd)) : Optional.empty();
    return new Parameter(
        start,
        end,
        text.substring(start, end),
        new ParameterName(name),
        value,
        valueStart,
        quoteOpen,
        afterDashes);
  }
}
