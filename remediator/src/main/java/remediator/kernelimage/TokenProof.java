package remediator.kernelimage;

/** How sure an image makes us of one token of a parameter that it has. */
public enum TokenProof {
  /** The parameter's handler refers to the token's text. */
  PROVEN("proven"),
  /** The text stands in the image; that the handler reads it was not seen, which proves nothing. */
  LIKELY("likely"),
  /** The token's text stands nowhere in the image. */
  ABSENT("absent");

  private final String word;

  TokenProof(String word) {
    this.word = word;
  }

  /** The word of the JSON interface and of the cache. */
  public String word() {
    return word;
  }
}
