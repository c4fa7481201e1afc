package remediator.host;

import java.io.IOException;
import remediator.file.HostPath;

/** A file or directory is larger than its reader is willing to read. */
public final class FileTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  public FileTooLargeException(HostPath path, long boundary, String unit) {
    super(path + ": larger than the " + boundary + " " + unit + " that are read of such a file");
  }
}
