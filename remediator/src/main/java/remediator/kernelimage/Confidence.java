package remediator.kernelimage;

import java.util.Locale;

/** How well something is known; the words of the project's collection of kernel facts. */
public enum Confidence {
  /** Seen on a booted kernel. */
  MEASURED,
  /** Read in source code, a patch, or the symbols of a binary. */
  VERIFIED,
  /** Stated by official documentation or by maintainers. */
  DOCUMENTED,
  /** Follows from a base version or from neighbours. */
  INFERRED,
  /** Told by users; not checked. */
  HEARSAY;

  /** The word of the JSON interface. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
