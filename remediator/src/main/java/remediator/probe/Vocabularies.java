package remediator.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import remediator.fact.Fact;
import remediator.fact.ImageMismatch;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.ImageReading;
import remediator.kernelimage.Vocabulary;

/** The words that each kernel of a host knows, by its image; unknown where that was not read. */
final class Vocabularies {
  private final Function<HostPath, ImageReading> images;

  Vocabularies(Function<HostPath, ImageReading> images) {
    this.images = images;
  }

  /** By release. */
  Map<String, Fact<Vocabulary>> of(List<InstalledKernel> kernels) {
    Map<String, Fact<Vocabulary>> byRelease = new TreeMap<>();
    kernels.forEach(kernel -> byRelease.put(kernel.release(), of(kernel)));
    return byRelease;
  }

  /** An image that holds another release than its name says speaks of no kernel of that name. */
  private Fact<Vocabulary> of(InstalledKernel kernel) {
    Optional<ImageMismatch> other =
        kernel.mismatch().filter(found -> found.kind() == ImageMismatch.Kind.OTHER_RELEASE);
    if (other.isPresent()) {
      return Fact.unknown(
          kernel.image().map(HostPath::value).orElse(""),
          "the image is of another release: " + other.get().found());
    }
    return kernel
        .image()
        .map(this::read)
        .orElseGet(
            () -> Fact.unknown(KernelImages.BOOT.value(), "no image of this kernel was found"));
  }

  private Fact<Vocabulary> read(HostPath image) {
    return images
        .apply(image)
        .match(
            read -> Fact.known(Vocabulary.of(read), image.value(), read.version().orElse("")),
            reason -> Fact.unknown(image.value(), reason));
  }
}
