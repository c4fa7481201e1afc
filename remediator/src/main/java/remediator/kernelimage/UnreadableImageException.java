package remediator.kernelimage;

/** Inside this package only: reading an image ends here, with a reason for an operator. */
final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableImageException(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
