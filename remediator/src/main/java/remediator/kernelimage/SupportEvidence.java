package remediator.kernelimage;

import org.jspecify.annotations.Nullable;

/**
 * One source's answer about one parameter of one kernel.
 *
 * @param rung which kind of source
 * @param says its answer
 * @param source the path of the host, or the citation of the table's row
 * @param excerpt what it shows: the symbol, the log line, the option; may be untrusted text
 * @param reason why this means what {@code says} says, in a sentence
 * @param confidence how sure that inference is
 */
public record SupportEvidence(
    Rung rung, Says says, String source, String excerpt, String reason, Confidence confidence) {

  /** Written out: the one that records are born with links method handles at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SupportEvidence evidence
        && rung == evidence.rung
        && says == evidence.says
        && source.equals(evidence.source)
        && excerpt.equals(evidence.excerpt)
        && reason.equals(evidence.reason)
        && confidence == evidence.confidence;
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + reason.hashCode();
  }

  /** The answers a source can give. */
  public enum Says {
    UNDERSTOOD("understood"),
    IGNORED("ignored"),
    /** The source was asked and cannot tell. */
    NOTHING("unknown");

    private final String word;

    Says(String word) {
      this.word = word;
    }

    /** The word of the JSON interface. */
    public String word() {
      return word;
    }
  }
}
