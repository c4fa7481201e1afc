package remediator.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.bootloader.BootEntry;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.GrubEnv;
import remediator.bootloader.GrubLayout;
import remediator.fact.BootFile;
import remediator.fact.BootFile.Role;
import remediator.fact.BootSetup;
import remediator.fact.BootSetup.Kind;
import remediator.fact.Distribution;
import remediator.fact.Evidence;
import remediator.fact.Fact;
import remediator.fact.Firmware;
import remediator.file.HostPath;

/** How the host boots: every file that takes part, what kind of setup it is, what boots next. */
final class BootloaderProbe {
  private static final HostPath DEFAULTS = HostPath.of("/etc/default/grub");
  private static final HostPath DROP_INS = HostPath.of("/etc/default/grub.d");
  private static final String DROP_IN_SUFFIX = ".cfg";
  private static final String ENVIRONMENT = "grubenv";
  private static final List<HostPath> SIGNS_OF_A_HOST =
      List.of(HostPath.of("/etc"), HostPath.of("/boot"), HostPath.of("/proc"));

  private final Sources sources;
  private final boolean live;
  private final BootFileReader reader;
  private final KernelImages images;
  private final OtherBootSetups others;

  BootloaderProbe(Sources sources, boolean live) {
    this.sources = sources;
    this.live = live;
    this.reader = new BootFileReader(sources);
    this.images = new KernelImages(sources);
    this.others = new OtherBootSetups(sources);
  }

  /**
   * What was found.
   *
   * @param entryImages the kernel images that boot entries name
   * @param entriesKnown whether every file that is read at boot could be read here too
   */
  record Result(BootSetup setup, Set<KernelImages.Image> entryImages, boolean entriesKnown) {
    Result {
      entryImages = Collections.unmodifiableSet(new LinkedHashSet<>(entryImages));
    }
  }

  Result probe(Fact<Distribution> distribution, Fact<Firmware> firmware) {
    GrubFiles grub = new GrubFiles(sources);
    List<GrubFiles.Cfg> cfgs = grub.probe(firmware.optional());
    List<LoaderEntries.Entry> entries = new LoaderEntries(sources).probe();
    List<BootFile> defaults = defaults(distribution, cfgs);
    List<BootFile> environments = environments(cfgs);
    List<BootFile> files = new ArrayList<>(defaults);
    cfgs.forEach(cfg -> files.add(cfg.file()));
    files.addAll(environments);
    entries.forEach(entry -> files.add(entry.file()));
    files.addAll(others.files());

    Fact<Kind> kind = kind(grub, cfgs, entries, defaults, firmware);
    NextEntry next = new NextEntry(sources, environments);
    boolean loaderEntries = kind.optional().filter(Kind.LOADER_ENTRIES::equals).isPresent();
    Fact<BootSetup.DefaultEntry> bootsNext =
        loaderEntries ? next.ofLoaderEntries(entries) : next.of(read(cfgs));
    return new Result(
        new BootSetup(kind, files, bootsNext),
        entryImages(cfgs, entries),
        kind.isKnown() && read(cfgs).stream().allMatch(cfg -> cfg.parsed().isPresent()));
  }

  private static List<GrubFiles.Cfg> read(List<GrubFiles.Cfg> cfgs) {
    return cfgs.stream().filter(GrubFiles.Cfg::isRead).toList();
  }

  private List<BootFile> defaults(Fact<Distribution> distribution, List<GrubFiles.Cfg> cfgs) {
    List<BootFile> files =
        new ArrayList<>(reader.read(DEFAULTS, Role.DEFAULTS).optional().stream().toList());
    if (readsDropIns(distribution, cfgs)) {
      addDropIns(files);
    }
    return files;
  }

  /** A directory that cannot be listed stands for all that it may hold. */
  private void addDropIns(List<BootFile> files) {
    Reading<List<String>> names = sources.names(DROP_INS);
    if (names instanceof Reading.Failed<List<String>> failed) {
      Fact<BootFile.Content> unknown = Fact.unknown(failed.source(), failed.reason());
      files.add(new BootFile(DROP_INS, DROP_INS, Role.DEFAULTS_DROP_IN, unknown));
    }
    for (String name : names.optional().orElse(List.of())) {
      if (name.endsWith(DROP_IN_SUFFIX)) {
        reader.read(DROP_INS.resolve(name), Role.DEFAULTS_DROP_IN).optional().ifPresent(files::add);
      }
    }
  }

  /** Only Debian's grub-mkconfig reads them; its file is /boot/grub/grub.cfg. */
  private static boolean readsDropIns(Fact<Distribution> distribution, List<GrubFiles.Cfg> cfgs) {
    return distribution
        .optional()
        .map(Distribution::isDebianLike)
        .orElseGet(
            () ->
                cfgs.stream()
                    .anyMatch(cfg -> cfg.file().target().equals(GrubLayout.GENERATED.get(1))));
  }

  /** Beside each grub.cfg, and in the two usual places; a link and its target are one block. */
  private List<BootFile> environments(List<GrubFiles.Cfg> cfgs) {
    Set<HostPath> paths = new LinkedHashSet<>(List.of(GrubEnv.GRUB2_PATH, GrubEnv.GRUB_PATH));
    cfgs.forEach(cfg -> paths.add(cfg.file().target().parent().resolve(ENVIRONMENT)));
    Set<HostPath> targets = new HashSet<>();
    List<BootFile> files = new ArrayList<>();
    for (HostPath path : paths) {
      reader
          .read(path, Role.ENVIRONMENT)
          .optional()
          .filter(file -> targets.add(file.target()))
          .ifPresent(files::add);
    }
    return files;
  }

  private Fact<Kind> kind(
      GrubFiles grub,
      List<GrubFiles.Cfg> cfgs,
      List<LoaderEntries.Entry> entries,
      List<BootFile> defaults,
      Fact<Firmware> firmware) {
    if (SIGNS_OF_A_HOST.stream().noneMatch(sources::isThere)) {
      return Fact.unknown(
          HostPath.ROOT.value(),
          "no boot configuration found under this root: is it the root of a host?");
    }
    Optional<Evidence> never = others.imageBased().or(this::runningContainer);
    if (never.isPresent()) {
      return unsupported(never.get());
    }
    boolean efiPossible = firmware.optional().filter(Firmware.BIOS::equals).isEmpty();
    if (efiPossible && !grub.failures().isEmpty()) {
      Fact.Unknown<BootFile> failure = grub.failures().get(0);
      return Fact.unknown(failure.source(), failure.reason());
    }
    return grubKind(read(cfgs), defaults).orElseGet(() -> otherKind(cfgs, entries, defaults));
  }

  /** In a tree the marker may be left over: images of virtual machines are made of containers. */
  private Optional<Evidence> runningContainer() {
    return live ? others.container() : Optional.empty();
  }

  private static Optional<Fact<Kind>> grubKind(List<GrubFiles.Cfg> read, List<BootFile> defaults) {
    for (GrubFiles.Cfg cfg : read) {
      Optional<Fact<Kind>> failure =
          cfg.file()
              .content()
              .match(
                  known -> Optional.empty(),
                  unknown -> Optional.of(Fact.unknown(unknown.source(), unknown.reason())));
      if (failure.isPresent()) {
        return failure;
      }
    }
    Optional<GrubFiles.Cfg> blscfg = withRole(read, GrubCfg.Role.LOADER_ENTRIES);
    if (blscfg.isPresent()) {
      return Optional.of(
          Fact.known(Kind.LOADER_ENTRIES, blscfg.get().file().path().value(), "blscfg"));
    }
    boolean generated = defaults.stream().anyMatch(file -> file.role() == Role.DEFAULTS);
    return withRole(read, GrubCfg.Role.FULL)
        .map(
            cfg ->
                Fact.known(
                    generated ? Kind.GRUB_FROM_DEFAULTS : Kind.GRUB_CFG_ONLY,
                    cfg.file().path().value(),
                    generated ? "boot entries, and " + DEFAULTS : "boot entries"));
  }

  private static Optional<GrubFiles.Cfg> withRole(List<GrubFiles.Cfg> cfgs, GrubCfg.Role role) {
    return cfgs.stream()
        .filter(cfg -> cfg.parsed().map(GrubCfg::role).filter(role::equals).isPresent())
        .findFirst();
  }

  private Fact<Kind> otherKind(
      List<GrubFiles.Cfg> cfgs, List<LoaderEntries.Entry> entries, List<BootFile> defaults) {
    Optional<Evidence> other = others.loader().or(others::container);
    if (other.isPresent()) {
      return unsupported(other.get());
    }
    if (!entries.isEmpty()) {
      String first = entries.get(0).file().path().value();
      return Fact.known(Kind.LOADER_ENTRIES, first, "loader entries, and no grub.cfg with entries");
    }
    if (!cfgs.isEmpty()) {
      String path = cfgs.get(0).file().path().value();
      return Fact.unknown(path, "holds no boot entry and leads to no file that does");
    }
    if (!defaults.isEmpty()) {
      return Fact.unknown(
          GrubLayout.GENERATED.get(0).value(),
          DEFAULTS + " is there, and no grub.cfg: is /boot mounted?");
    }
    return bootless();
  }

  private Fact<Kind> bootless() {
    Reading<List<String>> boot = sources.names(KernelImages.BOOT);
    boolean empty = boot.optional().map(List::isEmpty).orElse(boot.isAbsent());
    return empty
        ? unsupported(
            new Evidence(
                KernelImages.BOOT.value(),
                "empty or missing: a container, or /boot is not mounted"))
        : boot.fact(
            names ->
                Fact.unknown(KernelImages.BOOT.value(), "holds no boot configuration we know"));
  }

  private static Fact<Kind> unsupported(Evidence evidence) {
    return new Fact.Known<>(Kind.UNSUPPORTED, evidence);
  }

  private Set<KernelImages.Image> entryImages(
      List<GrubFiles.Cfg> cfgs, List<LoaderEntries.Entry> loaderEntries) {
    Set<String> paths = new LinkedHashSet<>();
    for (GrubFiles.Cfg cfg : read(cfgs)) {
      for (BootEntry entry : cfg.parsed().map(GrubCfg::entries).orElse(List.of())) {
        entry.kernelLines().forEach(line -> paths.add(line.kernelPath()));
      }
    }
    loaderEntries.forEach(entry -> entry.kernel().ifPresent(paths::add));
    Set<KernelImages.Image> named = new LinkedHashSet<>();
    paths.forEach(path -> named.add(images.named(path)));
    return named;
  }
}
