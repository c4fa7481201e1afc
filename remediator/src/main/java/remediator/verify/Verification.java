package remediator.verify;

import java.util.List;

/**
 * What a look after the reboot found.
 *
 * <p>{@code explanation} says the judgement in plain sentences, {@code advice} what to do next.
 * Texts may hold untrusted bytes of the host.
 */
public record Verification(
    State state,
    Asked origin,
    String explanation,
    List<String> advice,
    List<AskedParameter> asked,
    List<Effect> effects,
    List<Survival> survival) {

  /** The judgement. */
  public enum State {
    /** It is on the line and the kernel acts on it: done. */
    EFFECTIVE,
    /** It is on the line and ignored, or it is not on the line: read the advice. */
    NOT_EFFECTIVE,
    /** This boot is still the one in which it was asked for: reboot, then verify again. */
    REBOOT_PENDING,
    /** Something that decides could not be read: mend what the explanation names. */
    UNDETERMINED,
    /** Nobody asked for anything here: plan first. */
    NOTHING_ASKED
  }

  public Verification {
    advice = List.copyOf(advice);
    asked = List.copyOf(asked);
    effects = List.copyOf(effects);
    survival = List.copyOf(survival);
  }
}
