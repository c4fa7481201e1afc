package remediator.kernel;

import java.util.Objects;

/**
 * The name of a boot parameter, compared as the kernel compares it.
 *
 * <p>{@code -} equals {@code _}, case counts, and {@code .} is nothing but itself (lib/params.c,
 * {@code parameqn}, 3.10 to 6.18). A name found on a line may hold any character, even blanks.
 *
 * @param text the name as it is written, one char per byte
 */
public record ParameterName(String text) {
  /** Checks that there is a text. */
  public ParameterName {
    Objects.requireNonNull(text, "text");
  }

  /** The spelling that all equal names share. */
  public String canonical() {
    return text.replace('-', '_');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterName that && canonical().equals(that.canonical());
  }

  @Override
  public int hashCode() {
    return canonical().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
