package remediator.policy;

import remediator.fact.Fact;

/**
 * Something a judgement needed and nobody could say: the source that was asked, and why it did not
 * answer.
 */
public record OpenQuestion(String source, String reason) {

  static OpenQuestion of(Fact.Unknown<?> unknown) {
    return new OpenQuestion(unknown.source(), unknown.reason());
  }

  /** {@code source: reason}. */
  public String text() {
    return source + ": " + reason;
  }
}
