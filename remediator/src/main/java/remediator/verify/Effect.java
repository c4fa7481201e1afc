package remediator.verify;

/**
 * One observation of what a parameter does, or fails to do, to the running kernel.
 *
 * <p>Texts are for people; {@code observed} may hold untrusted bytes of the host.
 */
public record Effect(
    String parameter, String sign, Says says, String observed, String expected, String source) {

  /** What the observation says about the parameter's being in force. */
  public enum Says {
    CONFIRMS,
    CONTRADICTS,
    /** It could not be read, or proves nothing on this kernel. */
    NOTHING
  }
}
