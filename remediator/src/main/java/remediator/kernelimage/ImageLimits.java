package remediator.kernelimage;

import java.util.function.BooleanSupplier;

/**
 * What reading an image may cost. An image beyond is unreadable, never half read.
 *
 * @param plainBytesMax bytes of one unpacked layer
 * @param ratioMax unpacked bytes per packed byte of one layer
 * @param timeIsUp asked at least once per megabyte that is unpacked or searched
 */
public record ImageLimits(int plainBytesMax, int ratioMax, BooleanSupplier timeIsUp) {
  /**
   * The largest of Debian's kernels unpacks to 66 MiB (6.1 amd64); a heap of 256 MiB holds this.
   */
  public static final int PLAIN_BYTES_MAX = 144 * 1024 * 1024;

  /** Kernels unpack to 4 to 9 times their size; an empty one, all zeros, to 40 times. */
  public static final int RATIO_MAX = 200;

  /** How many layers may lie in each other: a UKI, in it a zboot image, in it a gzip'ed Image. */
  public static final int LAYERS_MAX = 5;

  /** The shipped bounds. */
  public static ImageLimits shipped(BooleanSupplier timeIsUp) {
    return new ImageLimits(PLAIN_BYTES_MAX, RATIO_MAX, timeIsUp);
  }
}
