package remediator.policy;

/**
 * A mistake in a policy: where it is, what is there, and what was expected. Line and column count
 * from 1, columns in characters.
 */
public record Problem(String file, int line, int column, String what, String expected) {

  /** {@code file:line:column: what; expected ...}. */
  public String text() {
    return file + ":" + line + ":" + column + ": " + what + "; expected " + expected;
  }
}
