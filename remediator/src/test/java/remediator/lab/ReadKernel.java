package remediator.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.ImageLimits;
import remediator.kernelimage.ImageReader;
import remediator.kernelimage.ImageWitness;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.WantedParameter;

/** A kernel, and what the product reads out of its image. */
record ReadKernel(DebianKernel debian, KernelImage image) {

  /** Reads them all; one that cannot be read fails the test. */
  static List<ReadKernel> of(List<DebianKernel> kernels) throws IOException {
    List<ReadKernel> read = new ArrayList<>();
    for (DebianKernel kernel : kernels) {
      read.add(of(kernel, Files.readAllBytes(kernel.image())));
    }
    return List.copyOf(read);
  }

  /** Reads an image that was made of a kernel's. */
  static ReadKernel of(DebianKernel kernel, byte[] file) {
    return ImageReader.read(file, ImageLimits.shipped(() -> false))
        .match(
            image -> new ReadKernel(kernel, image),
            reason -> fail(kernel + " cannot be read: " + reason));
  }

  /** Asks about {@code NAME} or {@code NAME=TOKEN}. */
  SupportEvidence answer(String wanted) {
    return new ImageWitness(debian.image().toString(), image)
        .answer(WantedParameter.parse(wanted).orElseThrow());
  }

  Says says(String wanted) {
    return answer(wanted).says();
  }

  /** The rows of the table of boot parameters. */
  List<String> texts() {
    return image.parameters().stream().map(BootParameter::text).toList();
  }
}
