package remediator.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.kernel.KernelRelease;
import remediator.kernelimage.BootLogWitness;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.ConfigWitness;
import remediator.kernelimage.KernelConfig;
import remediator.kernelimage.ParameterSupport;
import remediator.kernelimage.ReleaseTable;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SymbolTable;
import remediator.kernelimage.SymbolWitness;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;
import remediator.kernelimage.Witness;

/**
 * The sources that can be asked what one kernel understands, opened when they are needed.
 *
 * <p>Symbols are read once per kernel, line by line: a System.map has 5 to 15 MB, and where the
 * running kernel's own symbols already answer every question, it is not opened.
 */
final class KernelWitnesses {
  private static final HostPath KALLSYMS = HostPath.of("/proc/kallsyms");
  private static final HostPath RUNNING_CONFIG = HostPath.of("/proc/config.gz");

  /** Beside the image, and where kernel-install(8) and newer packages keep it. */
  private static final List<String> SYSTEM_MAPS =
      List.of(
          "/boot/System.map-%s", "/lib/modules/%s/System.map", "/usr/lib/modules/%s/System.map");

  private static final List<String> CONFIGS =
      List.of("/boot/config-%s", "/lib/modules/%s/config", "/usr/lib/modules/%s/config");

  private static final long SYMBOLS_BYTES_MAX = 64L * 1024 * 1024;
  private static final long CONFIG_BYTES_MAX = 4L * 1024 * 1024;

  private final Sources sources;
  private final Decompressor decompressor;
  private final ReleaseTable table;
  private final Optional<String> running;
  private final List<LoggedBoot> boots;
  private final Map<String, List<Witness>> cheap = new HashMap<>();

  KernelWitnesses(
      Sources sources,
      Decompressor decompressor,
      ReleaseTable table,
      Optional<String> running,
      List<LoggedBoot> boots) {
    this.sources = sources;
    this.decompressor = decompressor;
    this.table = table;
    this.running = running;
    this.boots = List.copyOf(boots);
  }

  /** One verdict per parameter, keyed as it is written on the line. */
  Map<String, Verdict> support(String release, List<WantedParameter> wanted) {
    List<Witness> witnesses = new ArrayList<>(others(release));
    runningSymbols(release).ifPresent(witnesses::add);
    if (!symbolsAnswerAll(witnesses, wanted)) {
      systemMap(release).ifPresent(witnesses::add);
    }
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (WantedParameter parameter : wanted) {
      verdicts.put(parameter.text(), ParameterSupport.judge(parameter, witnesses));
    }
    return verdicts;
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
          bootLog(key).ifPresent(witnesses::add);
          config(key).ifPresent(witnesses::add);
          witnesses.add(table.about(KernelRelease.parse(key)));
          return witnesses;
        });
  }

  private Optional<Witness> runningSymbols(String release) {
    return running.filter(release::equals).isPresent()
        ? symbols(Rung.RUNNING_SYMBOLS, KALLSYMS)
        : Optional.empty();
  }

  private Optional<Witness> systemMap(String release) {
    return firstOf(SYSTEM_MAPS, release).flatMap(path -> symbols(Rung.SYSTEM_MAP, path));
  }

  private Optional<Witness> symbols(Rung rung, HostPath path) {
    return sources
        .lines(path, SYMBOLS_BYTES_MAX, SymbolTable::scan)
        .match(
            found -> Optional.of(new SymbolWitness(rung, path.value(), found.value())),
            Optional::empty,
            failed -> Optional.of(silent(rung, failed.source(), failed.reason())));
  }

  /** A source that is there and could not be read: its reason tells the operator what to mend. */
  private static Witness silent(Rung rung, String source, String reason) {
    return wanted ->
        new SupportEvidence(
            rung, SupportEvidence.Says.NOTHING, source, "", reason, Confidence.VERIFIED);
  }

  /** The log of a boot of this kernel: one that holds its start before one that does not. */
  private Optional<Witness> bootLog(String release) {
    List<LoggedBoot> ofThisKernel =
        boots.stream()
            .filter(boot -> boot.log().release().filter(r -> r.text().equals(release)).isPresent())
            .toList();
    Optional<LoggedBoot> whole =
        ofThisKernel.stream().filter(boot -> boot.log().coverage().wholeStart()).findFirst();
    return whole
        .or(() -> ofThisKernel.stream().findFirst())
        .map(boot -> new BootLogWitness(boot.source(), boot.log()));
  }

  private Optional<Witness> config(String release) {
    Optional<HostPath> file = firstOf(CONFIGS, release);
    if (file.isPresent()) {
      return config(file.get(), sources.lines(file.get(), CONFIG_BYTES_MAX, KernelConfig::parse));
    }
    return running.filter(release::equals).isPresent()
        ? config(RUNNING_CONFIG, compressedConfig())
        : Optional.empty();
  }

  private Reading<KernelConfig> compressedConfig() {
    Sources.Opening<KernelConfig> opening =
        () -> {
          try (var plain =
              decompressor.plain(RUNNING_CONFIG.name(), sources.files().open(RUNNING_CONFIG))) {
            LineStream lines = new LineStream(plain, CONFIG_BYTES_MAX);
            KernelConfig config = KernelConfig.parse((Iterator<String>) lines);
            Optional<IOException> failure = lines.failure();
            if (failure.isPresent()) {
              throw failure.get();
            }
            return config;
          }
        };
    return Sources.attempt(RUNNING_CONFIG, opening);
  }

  private static Optional<Witness> config(HostPath path, Reading<KernelConfig> read) {
    return read.match(
        found -> Optional.of(new ConfigWitness(path.value(), found.value())),
        Optional::empty,
        failed -> Optional.of(silent(Rung.CONFIG, failed.source(), failed.reason())));
  }

  /** A release of the host's may hold anything but a slash and NUL; both end the search. */
  private Optional<HostPath> firstOf(List<String> patterns, String release) {
    if (release.indexOf('/') >= 0 || release.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return sources.firstThere(
        patterns.stream().map(pattern -> HostPath.of(pattern.formatted(release))).toList());
  }
}
