package remediator.apply;

import java.io.IOException;
import remediator.file.HostPath;

/** Something in the state directory is not as a transaction leaves it, whoever did that. */
final class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient HostPath path;

  DamagedException(HostPath path, String why) {
    super(path + ": " + why);
    this.path = path;
  }

  Problem problem() {
    return new Problem(path, String.valueOf(getMessage()));
  }
}
