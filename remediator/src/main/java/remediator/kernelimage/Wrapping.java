package remediator.kernelimage;

/** One thing that a kernel may be wrapped in, known by its first bytes. */
interface Wrapping {

  /** Whether these bytes are wrapped so; never throws. */
  boolean isAround(Layer layer);

  /**
   * Takes this wrapping off; to be called only where {@link #isAround} says yes.
   *
   * @throws UnreadableImageException when a header contradicts itself, or the file is cut short
   */
  Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException;
}
