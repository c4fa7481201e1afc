package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import remediator.fact.Fact;
import remediator.fact.ImageMismatch;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.ImageReading;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.Vocabulary;

class VocabulariesTest {
  private static final HostPath IMAGE = HostPath.of("/boot/vmlinuz-6.1.0-28-amd64");

  @Test
  void anImageThatWasReadTellsItsNames() {
    assertTrue(of(kernel(Optional.of(IMAGE))).optional().get().names().contains("quiet"));
  }

  @Test
  void whatWasNotReadKeepsItsReason() {
    Fact<Vocabulary> unread =
        of(kernel(Optional.of(IMAGE)), new ImageReading.Unreadable("it is cut off"));
    assertEquals(Fact.unknown(IMAGE.value(), "it is cut off"), unread);
    assertFalse(of(kernel(Optional.empty())).isKnown());
  }

  @Test
  void anImageOfAnotherReleaseIsNotAsked() {
    InstalledKernel renamed = mismatched(ImageMismatch.Kind.OTHER_RELEASE);
    assertFalse(of(renamed).isKnown());
    assertTrue(of(mismatched(ImageMismatch.Kind.OTHER_BUILD)).isKnown());
  }

  private static InstalledKernel mismatched(ImageMismatch.Kind kind) {
    return kernel(Optional.of(IMAGE))
        .withMismatch(Optional.of(new ImageMismatch(kind, "5.10.0-32-amd64", "6.1.0-28-amd64")));
  }

  private static Fact<Vocabulary> of(InstalledKernel kernel) {
    return of(kernel, new ImageReading.Read(image()));
  }

  private static Fact<Vocabulary> of(InstalledKernel kernel, ImageReading reading) {
    return new Vocabularies(path -> reading).of(List.of(kernel)).values().iterator().next();
  }

  private static InstalledKernel kernel(Optional<HostPath> image) {
    return new InstalledKernel(
        "6.1.0-28-amd64", image, true, true, true, false, true, new TreeMap<>());
  }

  private static KernelImage image() {
    return new KernelImage(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new BootParameter("quiet", true, false, List.of())),
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty());
  }
}
