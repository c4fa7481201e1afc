package remediator.apply;

import java.io.IOException;
import remediator.file.HostPath;

/** A path does not name a regular file that could be replaced. */
final class NotRegularException extends IOException {
  private static final long serialVersionUID = 1L;

  NotRegularException(HostPath path, String why) {
    super(path + ": " + why);
  }
}
