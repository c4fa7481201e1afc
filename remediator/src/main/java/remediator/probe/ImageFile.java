package remediator.probe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import remediator.file.HostPath;
import remediator.host.HostFiles;
import remediator.kernelimage.ImageLimits;
import remediator.kernelimage.ImageReader;
import remediator.kernelimage.ImageReading;

/** A kernel image that the operator named, by whatever name. */
public final class ImageFile {
  /**
   * The largest of Debian's kernels that is not packed has 54 MiB (6.1 ppc64el); a vmlinux with
   * debugging symbols has hundreds, and is refused.
   */
  static final int BYTES_MAX = ImageLimits.PLAIN_BYTES_MAX;

  private ImageFile() {}

  /**
   * Reads it. What is there and is no kernel image, or too large for one, is an answer; a name that
   * leads nowhere, or where the caller may not go, is the operator's to mend.
   */
  public static ImageReading read(HostFiles files, HostPath image, ImageLimits limits)
      throws IOException {
    byte[] bytes;
    try {
      bytes = files.read(image, BYTES_MAX);
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      return new ImageReading.Unreadable(Sources.reason(e));
    }
    return ImageReader.read(bytes, limits);
  }
}
