package remediator.verify;

/**
 * One statement about a later boot: {@code subject} is a kernel or a file, {@code holds} whether
 * the remedy will still work there.
 */
public record Survival(String subject, Holds holds, String why) {

  /** Whether it will. */
  public enum Holds {
    YES,
    NO,
    UNKNOWN
  }
}
