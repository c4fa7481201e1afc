package remediator.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import remediator.fact.ImageMismatch;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernel.KernelRelease;
import remediator.kernelimage.BootLogWitness;
import remediator.kernelimage.ParameterSupport;
import remediator.kernelimage.ReleaseTable;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SymbolWitness;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;
import remediator.kernelimage.Witness;

/**
 * The sources that can be asked what one kernel understands, the image first.
 *
 * <p>What runs here, live, is asked only where the image of the same build leaves a question open:
 * its symbols are made while they are read, which takes longer than reading an image.
 */
final class KernelWitnesses {
  private static final HostPath VERSION = HostPath.of("/proc/version");

  private final Sources sources;
  private final ImageReadings images;
  private final KernelFiles kernelFiles;
  private final ReleaseTable table;
  private final Running running;
  private final Supplier<List<LoggedBoot>> bootsOnRecord;
  private Optional<List<LoggedBoot>> boots = Optional.empty();
  private final Map<String, List<Witness>> cheap = new HashMap<>();

  KernelWitnesses(
      Sources sources,
      ImageReadings images,
      KernelFiles kernelFiles,
      ReleaseTable table,
      Running running,
      Supplier<List<LoggedBoot>> bootsOnRecord) {
    this.sources = sources;
    this.images = images;
    this.kernelFiles = kernelFiles;
    this.table = table;
    this.running = running;
    this.bootsOnRecord = bootsOnRecord;
  }

  /**
   * The kernel that runs.
   *
   * @param version the line of /proc/version
   * @param live whether it runs here: then its symbols are made while they are read, which takes
   *     longer than reading an image
   */
  record Running(Optional<String> release, Optional<String> version, boolean live) {
    boolean is(String other) {
      return release.filter(other::equals).isPresent();
    }
  }

  /** The kernel with one verdict per parameter, keyed as it is written on the line. */
  InstalledKernel ask(InstalledKernel kernel, List<WantedParameter> wanted) {
    Optional<String> named = namedRelease(kernel);
    Optional<ImageEvidence> image = kernel.image().map(path -> image(path, named, kernel));
    Optional<ImageEvidence> other = image.filter(ImageEvidence::isOtherRelease);
    Map<String, Verdict> verdicts = new TreeMap<>();
    if (other.isPresent()) {
      wanted.forEach(each -> verdicts.put(each.text(), unknown(other.get(), each)));
    } else {
      String release =
          named.or(() -> image.flatMap(ImageEvidence::release)).orElse(kernel.release());
      List<Witness> witnesses = witnesses(release, image, wanted);
      wanted.forEach(each -> verdicts.put(each.text(), judge(release, each, witnesses)));
    }
    return kernel.withSupport(verdicts).withMismatch(image.flatMap(ImageEvidence::mismatch));
  }

  /** Empty where the name is none of a release: a rescue image, a distribution's vmlinuz-linux. */
  private static Optional<String> namedRelease(InstalledKernel kernel) {
    boolean release = !KernelRelease.parse(kernel.release()).version().isEmpty();
    return Optional.of(kernel.release()).filter(name -> release && !kernel.rescue());
  }

  private ImageEvidence image(HostPath path, Optional<String> named, InstalledKernel kernel) {
    return ImageEvidence.of(
        path.value(),
        images.of(path),
        () -> new KernelImages(sources).header(path),
        named,
        kernel.running() ? running.version() : Optional.empty());
  }

  private static Verdict unknown(ImageEvidence image, WantedParameter wanted) {
    SupportEvidence evidence = image.witness().answer(wanted);
    return new Verdict.Unknown(evidence.source() + ": " + evidence.reason(), List.of(evidence));
  }

  private Verdict judge(String release, WantedParameter wanted, List<Witness> witnesses) {
    List<Witness> all = new ArrayList<>(witnesses);
    if (wanted.parameter().indexOf('.') > 0 && !wanted.equals(WantedParameter.NOKMEM)) {
      kernelFiles.moduleInfo(release).ifPresent(all::add);
    }
    return ParameterSupport.judge(wanted, all);
  }

  private List<Witness> witnesses(
      String release, Optional<ImageEvidence> image, List<WantedParameter> wanted) {
    List<Witness> witnesses = new ArrayList<>();
    image.ifPresent(evidence -> witnesses.add(evidence.witness()));
    boolean told = !witnesses.isEmpty() && answersAll(witnesses.get(0), wanted);
    Optional<ImageMismatch> otherBuild = image.flatMap(ImageEvidence::mismatch);
    if (otherBuild.isPresent()) {
      witnesses.add(otherBuild(otherBuild.get()));
    } else if (!(told && running.live())) {
      bootLog(release).ifPresent(witnesses::add);
      Optional<Witness> symbols =
          running.is(release) ? kernelFiles.runningSymbols() : Optional.empty();
      symbols.ifPresent(witnesses::add);
    }
    witnesses.addAll(others(release));
    if (!symbolsAnswerAll(witnesses, wanted)) {
      kernelFiles.systemMap(release).ifPresent(witnesses::add);
    }
    return witnesses;
  }

  private static boolean answersAll(Witness witness, List<WantedParameter> wanted) {
    return wanted.stream()
        .allMatch(each -> witness.answer(each).says() != SupportEvidence.Says.NOTHING);
  }

  /** What the running kernel shows is not true of the image that boots next. */
  private static Witness otherBuild(ImageMismatch mismatch) {
    String reason =
        "the image on disk is another build than the running kernel, which is not asked: the"
            + " answer holds from the next boot on; on disk: "
            + mismatch.found();
    return KernelFiles.silent(Rung.RUNNING_SYMBOLS, VERSION.value(), mismatch.expected(), reason);
  }

  private static boolean symbolsAnswerAll(List<Witness> witnesses, List<WantedParameter> wanted) {
    return wanted.stream()
        .allMatch(
            parameter ->
                witnesses.stream()
                    .filter(SymbolWitness.class::isInstance)
                    .anyMatch(
                        witness ->
                            witness.answer(parameter).says() != SupportEvidence.Says.NOTHING));
  }

  private List<Witness> others(String release) {
    return cheap.computeIfAbsent(
        release,
        key -> {
          List<Witness> witnesses = new ArrayList<>();
          kernelFiles.config(key, running.is(key)).ifPresent(witnesses::add);
          witnesses.add(table.about(KernelRelease.parse(key)));
          return witnesses;
        });
  }

  /** The log of a boot of this kernel: one that holds its start before one that does not. */
  private Optional<Witness> bootLog(String release) {
    List<LoggedBoot> ofThisKernel =
        boots().stream()
            .filter(boot -> boot.log().release().filter(r -> r.text().equals(release)).isPresent())
            .toList();
    Optional<LoggedBoot> whole =
        ofThisKernel.stream().filter(boot -> boot.log().coverage().wholeStart()).findFirst();
    return whole
        .or(() -> ofThisKernel.stream().findFirst())
        .map(boot -> new BootLogWitness(boot.source(), boot.log()));
  }

  /** Looking for logs takes long, so it is done once, and only when somebody asks. */
  private List<LoggedBoot> boots() {
    List<LoggedBoot> known = boots.orElseGet(bootsOnRecord);
    boots = Optional.of(known);
    return known;
  }
}
