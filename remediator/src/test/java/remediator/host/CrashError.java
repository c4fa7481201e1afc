package remediator.host;

/** The machine stopped here: nobody catches this, as nobody catches a power cut. */
public final class CrashError extends Error {
  private static final long serialVersionUID = 1L;

  CrashError(String where) {
    super("stopped " + where);
  }
}
