package remediator.probe;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import remediator.fact.ImageMismatch;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.ImageReading;
import remediator.kernelimage.ImageWitness;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.Witness;

/**
 * What the image of one kernel can testify, once it is clear which kernel it is.
 *
 * @param witness the image, or why it says nothing
 * @param release the one that the image holds, where that can be told
 * @param mismatch where it is not what it seems
 */
record ImageEvidence(Witness witness, Optional<String> release, Optional<ImageMismatch> mismatch) {

  /** What Ubuntu and others append to the name of a signed image. */
  private static final Set<String> SUFFIXES = Set.of(".efi", ".signed", ".efi.signed");

  /**
   * Holds an image against the release it is taken for.
   *
   * @param expected the release of the file's name; empty where the name does not say one
   * @param running the version line of the running kernel, when it is of this release
   */
  static ImageEvidence of(
      String source,
      ImageReading reading,
      Supplier<ImageHeader> header,
      Optional<String> expected,
      Optional<String> running) {
    return reading.match(
        image -> read(source, image, header, expected, running),
        reason -> unread(source, reason, header, expected));
  }

  /** Whether the image is the one of another release: then nothing is known of the one asked. */
  boolean isOtherRelease() {
    return mismatch.filter(found -> found.kind() == ImageMismatch.Kind.OTHER_RELEASE).isPresent();
  }

  private static ImageEvidence read(
      String source,
      KernelImage image,
      Supplier<ImageHeader> header,
      Optional<String> expected,
      Optional<String> running) {
    Optional<String> release = image.release().or(() -> header.get().release());
    if (release.isEmpty()) {
      return silent(source, "it does not say which release it holds", release);
    }
    Optional<ImageMismatch> other = otherRelease(release, expected);
    if (other.isPresent()) {
      return silent(source, words(other.get()), release).because(other);
    }
    return new ImageEvidence(new ImageWitness(source, image), release, otherBuild(image, running));
  }

  /** The header is read even where the rest is not: it may show that the name lies. */
  private static ImageEvidence unread(
      String source, String reason, Supplier<ImageHeader> header, Optional<String> expected) {
    Optional<String> release = header.get().release();
    Optional<ImageMismatch> other = otherRelease(release, expected);
    String words = other.map(ImageEvidence::words).orElse("cannot be read: " + reason);
    return silent(source, words, release).because(other);
  }

  private static Optional<ImageMismatch> otherRelease(
      Optional<String> found, Optional<String> expected) {
    boolean other =
        found.isPresent() && expected.isPresent() && !isNamed(found.get(), expected.get());
    return other
        ? Optional.of(
            new ImageMismatch(ImageMismatch.Kind.OTHER_RELEASE, found.get(), expected.get()))
        : Optional.empty();
  }

  private static boolean isNamed(String release, String name) {
    return name.equals(release)
        || (name.startsWith(release) && SUFFIXES.contains(name.substring(release.length())));
  }

  private static Optional<ImageMismatch> otherBuild(KernelImage image, Optional<String> running) {
    Optional<KernelBuild> installed = image.version().flatMap(KernelBuild::parse);
    Optional<KernelBuild> live = running.flatMap(KernelBuild::parse);
    return installed.isPresent() && live.isPresent() && installed.get().differsFrom(live.get())
        ? Optional.of(
            new ImageMismatch(ImageMismatch.Kind.OTHER_BUILD, image.version().get(), running.get()))
        : Optional.empty();
  }

  private static String words(ImageMismatch mismatch) {
    return "it holds the kernel " + mismatch.found() + ", not " + mismatch.expected();
  }

  private ImageEvidence because(Optional<ImageMismatch> found) {
    return new ImageEvidence(witness, release, found);
  }

  private static ImageEvidence silent(String source, String reason, Optional<String> release) {
    return new ImageEvidence(
        wanted ->
            new SupportEvidence(
                Rung.IMAGE, SupportEvidence.Says.NOTHING, source, "", reason, Confidence.VERIFIED),
        release,
        Optional.empty());
  }
}
