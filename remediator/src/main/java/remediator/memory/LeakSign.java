package remediator.memory;

/**
 * One figure held against what is normal.
 *
 * <p>{@code observed} and {@code normal} are written for people, with units; {@code source} is
 * where the figure was read.
 */
public record LeakSign(
    String id, String title, State state, String observed, String normal, String source) {

  /** Whether the sign speaks for the leak. */
  public enum State {
    /** It does. */
    SHOWN,
    /** It was looked at and does not. */
    NOT_SHOWN,
    /** It could not be read: no statement. */
    UNKNOWN
  }

  public boolean isShown() {
    return state == State.SHOWN;
  }
}
