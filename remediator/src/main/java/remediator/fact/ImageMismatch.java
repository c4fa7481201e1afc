package remediator.fact;

/**
 * A kernel image that is another kernel than it seems.
 *
 * @param kind in what it differs
 * @param found what the image says of itself; untrusted text
 * @param expected what its name or the running kernel says
 */
public record ImageMismatch(Kind kind, String found, String expected) {

  /** In what an image differs. */
  public enum Kind {
    /** The release inside is not the one of the file's name: nothing is said of that release. */
    OTHER_RELEASE,
    /**
     * The running kernel is another build of the same release, as after an update without a reboot:
     * the image speaks of the next boot, not of this one.
     */
    OTHER_BUILD
  }
}
