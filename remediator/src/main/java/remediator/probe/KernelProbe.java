package remediator.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.fact.BootSetup;
import remediator.fact.Fact;
import remediator.fact.InstalledKernel;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.kernel.KernelRelease;
import remediator.kernelimage.WantedParameter;

/**
 * Every kernel that is installed, runs, or is named by a boot entry, and what each understands.
 *
 * <p>A release is known by file names: images, System.map and config in /boot, directories of
 * modules, where the image itself may lie too. Newest is the highest release that a boot entry can
 * start.
 */
final class KernelProbe {
  private static final List<String> COMPANIONS = List.of("System.map-", "config-");

  /** More kernels than any host keeps; beyond, the directory is something else. */
  private static final int KERNELS_MAX = 500;

  private final Sources sources;
  private final KernelImages images;
  private final KernelWitnesses witnesses;

  KernelProbe(Sources sources, KernelWitnesses witnesses) {
    this.sources = sources;
    this.images = new KernelImages(sources);
    this.witnesses = witnesses;
  }

  /** A release with its image and whether an entry names it. */
  private record Candidate(String release, Optional<HostPath> image, boolean named) {}

  Fact<List<InstalledKernel>> probe(
      Fact<String> running, BootloaderProbe.Result boot, List<WantedParameter> wanted) {
    Reading<List<String>> names = sources.names(KernelImages.BOOT);
    if (names instanceof Reading.Failed<List<String>> failed) {
      return Fact.unknown(failed.source(), failed.reason());
    }
    List<Candidate> found = candidates(names.optional().orElse(List.of()), running, boot);
    if (found.isEmpty()) {
      return Fact.unknown(KernelImages.BOOT.value(), "no kernel was found");
    }
    Optional<String> next =
        boot.setup().bootsNext().optional().flatMap(BootSetup.DefaultEntry::release);
    Optional<String> newest = newest(found, boot.entriesKnown());
    List<InstalledKernel> kernels = new ArrayList<>();
    for (Candidate candidate : found) {
      InstalledKernel kernel =
          kernel(candidate, running.optional(), next, newest, boot.entriesKnown());
      kernels.add(witnesses.ask(kernel, wanted));
    }
    return Fact.known(
        kernels, KernelImages.BOOT.value(), kernels.size() + " kernels by their file names");
  }

  private List<Candidate> candidates(
      List<String> bootNames, Fact<String> running, BootloaderProbe.Result boot) {
    Map<String, Candidate> byRelease = new TreeMap<>();
    for (KernelImages.Image image : boot.entryImages()) {
      image
          .release()
          .ifPresent(
              release ->
                  byRelease.merge(
                      release,
                      new Candidate(
                          release, Optional.of(image.path()).filter(p -> image.exists()), true),
                      (known, other) -> known.image().isPresent() ? known : other));
    }
    for (String name : bootNames) {
      HostPath path = KernelImages.BOOT.resolve(name);
      KernelImages.release(name)
          .filter(release -> sources.isFile(path))
          .ifPresent(release -> addImage(byRelease, release, path));
    }
    Stream.concat(releasesWithoutImage(bootNames), running.optional().stream())
        .filter(release -> byRelease.size() < KERNELS_MAX)
        .forEach(
            release ->
                byRelease.computeIfAbsent(
                    release, key -> new Candidate(key, images.besideModules(key), false)));
    return byRelease.values().stream()
        .limit(KERNELS_MAX)
        .sorted(Comparator.comparing(c -> KernelRelease.parse(c.release())))
        .toList();
  }

  /** An entry's image stays; one that an entry names and misses is not replaced by another file. */
  private static void addImage(Map<String, Candidate> byRelease, String release, HostPath path) {
    byRelease.putIfAbsent(release, new Candidate(release, Optional.of(path), false));
  }

  private Stream<String> releasesWithoutImage(List<String> bootNames) {
    Stream<String> companions =
        bootNames.stream()
            .flatMap(
                name ->
                    COMPANIONS.stream()
                        .filter(name::startsWith)
                        .map(prefix -> name.substring(prefix.length())));
    Stream<String> modules =
        KernelImages.MODULES.stream()
            .flatMap(directory -> sources.namesOrNone(directory).stream().map(directory::resolve))
            .filter(path -> isDirectory(path))
            .map(HostPath::name);
    return Stream.concat(companions, modules)
        .filter(release -> !KernelRelease.parse(release).version().isEmpty());
  }

  private boolean isDirectory(HostPath path) {
    return sources.attributesOfName(path).filter(FileAttributes::isDirectory).isPresent();
  }

  /** Where the entries could not be read, every image of /boot counts as one that may boot. */
  private static boolean isBootable(Candidate candidate, boolean entriesKnown) {
    return candidate
        .image()
        .filter(image -> candidate.named() || (!entriesKnown && image.isUnder(KernelImages.BOOT)))
        .isPresent();
  }

  private static Optional<String> newest(List<Candidate> ascending, boolean entriesKnown) {
    return ascending.stream()
        .filter(candidate -> isBootable(candidate, entriesKnown))
        .map(Candidate::release)
        .filter(release -> !KernelImages.isRescue(release))
        .reduce((older, newer) -> newer);
  }

  private static InstalledKernel kernel(
      Candidate candidate,
      Optional<String> running,
      Optional<String> next,
      Optional<String> newest,
      boolean entriesKnown) {
    String release = candidate.release();
    return new InstalledKernel(
        release,
        candidate.image(),
        running.filter(release::equals).isPresent(),
        next.filter(release::equals).isPresent(),
        newest.filter(release::equals).isPresent(),
        KernelImages.isRescue(release),
        isBootable(candidate, entriesKnown),
        new TreeMap<>());
  }
}
