package remediator.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One word of a kernel command line and where it stands.
 *
 * @param start offset of the first character of the word in the line
 * @param end offset after the last character of the word, its quotes included
 * @param raw the word as written, quotes included
 * @param name what stands before the first {@code =} that is not the word's first character
 * @param value what stands after it, as the kernel hands it on (outer quotes taken off); empty for
 *     a flag
 * @param valueStart offset in the line of the first character of the value; {@code end} for a flag
 * @param quoteOpen whether a double quote was still open where the line ended: whatever is appended
 *     to the line would belong to this word
 * @param afterDashes whether the word stands after a bare {@code --}
 */
public record Parameter(
    int start,
    int end,
    String raw,
    ParameterName name,
    Optional<String> value,
    int valueStart,
    boolean quoteOpen,
    boolean afterDashes) {

  /** Checks the offsets. */
  public Parameter {
    if (start < 0 || end < start || raw.length() != end - start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
    if (valueStart < start || valueStart > end) {
      throw new IllegalArgumentException("value outside of its word: " + valueStart);
    }
  }

  /** Offset in the line after the last character of the value; {@code end} for a flag. */
  public int valueEnd() {
    return value.map(text -> valueStart + text.length()).orElse(end);
  }

  /** Whether this is the bare {@code --} that ends the kernel's own words since Linux 3.15. */
  public boolean isDashes() {
    return value.isEmpty() && name.text().equals("--");
  }

  /** The tokens of a comma list, without empty ones, as {@code strsep(&s, ",")} finds them. */
  public List<String> commaTokens() {
    List<String> tokens = new ArrayList<>(value.isEmpty() ? List.of() : split(value.get()));
    tokens.removeIf(String::isEmpty);
    return List.copyOf(tokens);
  }

  private static List<String> split(String value) {
    return Arrays.asList(value.split(",", -1));
  }
}
