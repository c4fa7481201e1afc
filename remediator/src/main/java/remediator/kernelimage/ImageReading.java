package remediator.kernelimage;

import java.util.function.Function;

/** What came of reading an image. */
public sealed interface ImageReading {

  /** It was read, and its table of boot parameters is believable. */
  record Read(KernelImage image) implements ImageReading {
    @Override
    public <R> R match(Function<KernelImage, R> read, Function<String, R> unreadable) {
      return read.apply(image);
    }
  }

  /**
   * Nothing can be said of what this kernel understands.
   *
   * @param reason why, in a sentence for an operator; may hold text of the image
   */
  record Unreadable(String reason) implements ImageReading {
    @Override
    public <R> R match(Function<KernelImage, R> read, Function<String, R> unreadable) {
      return unreadable.apply(reason);
    }
  }

  <R> R match(Function<KernelImage, R> read, Function<String, R> unreadable);
}
