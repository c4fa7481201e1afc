package remediator.fact;

/**
 * Where a fact comes from.
 *
 * <p>{@code source} is a path of the host or the name of a system call or command; {@code excerpt}
 * is the line or value that says it, untrusted bytes of the host (one per character), cut to {@link
 * #EXCERPT_MAX} characters.
 */
public record Evidence(String source, String excerpt) {
  /** Enough for a log record; a report is read by people. */
  public static final int EXCERPT_MAX = 512;

  public Evidence {
    if (excerpt.length() > EXCERPT_MAX) {
      excerpt = excerpt.substring(0, EXCERPT_MAX - 1) + "~";
    }
  }
}
