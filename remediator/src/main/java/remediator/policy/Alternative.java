package remediator.policy;

import java.util.Locale;

/**
 * One remedy of the world under a decision: {@code remedy} is a parameter as it is written on the
 * line, or a phrase for what no parameter does ({@code boot a newer kernel}).
 */
public record Alternative(String remedy, Standing standing, String why) {

  /** Where a remedy stands after the judgement. */
  public enum Standing {
    /** The policy asks for it. */
    CHOSEN,
    /** It would do here too. */
    POSSIBLE,
    /** It may not or need not be used here. */
    REJECTED,
    /** Whether it may be used cannot be told. */
    UNKNOWN,
    /** The policy does not speak of it. */
    NOT_IN_POLICY;

    /** The word of the JSON interface. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
