package remediator.probe;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.ConfigWitness;
import remediator.kernelimage.KernelConfig;
import remediator.kernelimage.ModuleInfoWitness;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SymbolTable;
import remediator.kernelimage.SymbolWitness;
import remediator.kernelimage.Witness;

/**
 * What lies beside a kernel image and speaks of the same kernel: symbols, configuration, the list
 * of built-in modules' parameters; for the running kernel what /proc shows instead.
 *
 * <p>Symbols are read line by line: a System.map has 5 to 15 MB.
 */
final class KernelFiles {
  private static final HostPath KALLSYMS = HostPath.of("/proc/kallsyms");
  private static final HostPath RUNNING_CONFIG = HostPath.of("/proc/config.gz");

  /** Beside the image, and where kernel-install(8) and newer packages keep it. */
  private static final List<String> SYSTEM_MAPS = places("/boot/System.map-%s", "System.map");

  private static final List<String> CONFIGS = places("/boot/config-%s", "config");
  private static final List<String> MODULE_INFOS = places("modules.builtin.modinfo");
  private static final List<String> BUILTIN_MODULES = places("modules.builtin");

  private static final long SYMBOLS_BYTES_MAX = 64L * 1024 * 1024;
  private static final long CONFIG_BYTES_MAX = 4L * 1024 * 1024;

  /** 0.1 to 0.3 MB in a distribution's 6.x. */
  private static final int MODULE_INFO_BYTES_MAX = 8 * 1024 * 1024;

  private final Sources sources;
  private final Decompressor decompressor;

  KernelFiles(Sources sources, Decompressor decompressor) {
    this.sources = sources;
    this.decompressor = decompressor;
  }

  /** A source that is there and could not be read: its reason tells the operator what to mend. */
  static Witness silent(Rung rung, String source, String excerpt, String reason) {
    return wanted ->
        new SupportEvidence(
            rung, SupportEvidence.Says.NOTHING, source, excerpt, reason, Confidence.VERIFIED);
  }

  Optional<Witness> runningSymbols() {
    return symbols(Rung.RUNNING_SYMBOLS, KALLSYMS);
  }

  Optional<Witness> systemMap(String release) {
    return firstOf(SYSTEM_MAPS, release).flatMap(path -> symbols(Rung.SYSTEM_MAP, path));
  }

  Optional<Witness> config(String release, boolean running) {
    Optional<HostPath> file = firstOf(CONFIGS, release);
    if (file.isPresent()) {
      return config(file.get(), sources.lines(file.get(), CONFIG_BYTES_MAX, KernelConfig::parse));
    }
    return running ? config(RUNNING_CONFIG, compressedConfig()) : Optional.empty();
  }

  /** The two files name each other's entries; without either nothing is proved. */
  Optional<Witness> moduleInfo(String release) {
    Optional<HostPath> modinfo = firstOf(MODULE_INFOS, release);
    Optional<String> builtin =
        firstOf(BUILTIN_MODULES, release)
            .flatMap(path -> sources.text(path, MODULE_INFO_BYTES_MAX).optional());
    return modinfo.isPresent() && builtin.isPresent()
        ? moduleInfo(modinfo.get(), builtin.get())
        : Optional.empty();
  }

  private Optional<Witness> moduleInfo(HostPath path, String builtin) {
    return sources
        .text(path, MODULE_INFO_BYTES_MAX)
        .match(
            found -> Optional.of(ModuleInfoWitness.parse(path.value(), found.value(), builtin)),
            Optional::empty,
            failed -> Optional.of(unread(Rung.MODULE_INFO, failed)));
  }

  private Optional<Witness> symbols(Rung rung, HostPath path) {
    return sources
        .lines(path, SYMBOLS_BYTES_MAX, SymbolTable::scan)
        .match(
            found -> Optional.of(new SymbolWitness(rung, path.value(), found.value())),
            Optional::empty,
            failed -> Optional.of(unread(rung, failed)));
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
        failed -> Optional.of(unread(Rung.CONFIG, failed)));
  }

  private static Witness unread(Rung rung, Reading.Failed<?> failed) {
    return silent(rung, failed.source(), "", failed.reason());
  }

  private static List<String> places(String inBoot, String inModules) {
    List<String> modules = places(inModules);
    return List.of(inBoot, modules.get(0), modules.get(1));
  }

  private static List<String> places(String inModules) {
    return List.of("/lib/modules/%s/" + inModules, "/usr/lib/modules/%s/" + inModules);
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
