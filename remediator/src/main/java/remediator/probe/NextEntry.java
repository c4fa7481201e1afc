package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.bootloader.BootEntry;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.GrubEnv;
import remediator.bootloader.KernelLine;
import remediator.bootloader.NextBoot;
import remediator.fact.BootFile;
import remediator.fact.BootSetup.DefaultEntry;
import remediator.fact.Fact;
import remediator.file.HostPath;

/** What boots next, from each grub.cfg in use and the environment block that belongs to it. */
final class NextEntry {
  private static final String NO_FILE = "no grub.cfg that is read at boot could be read";

  private final KernelImages images;
  private final Inclusions inclusions;
  private final List<BootFile> environments;

  NextEntry(Sources sources, List<BootFile> environments) {
    this.images = new KernelImages(sources);
    this.inclusions = new Inclusions(sources);
    this.environments = List.copyOf(environments);
  }

  /** Unknown when several files are in use and select different kernels. */
  Fact<DefaultEntry> of(List<GrubFiles.Cfg> read) {
    List<Fact<DefaultEntry>> found = new ArrayList<>();
    for (GrubFiles.Cfg cfg : read) {
      found.add(of(cfg));
    }
    if (found.isEmpty()) {
      return Fact.unknown(KernelImages.BOOT.value(), NO_FILE);
    }
    Optional<Fact<DefaultEntry>> unknown =
        found.stream().filter(entry -> !entry.isKnown()).findFirst();
    if (unknown.isPresent()) {
      return unknown.get();
    }
    long releases =
        found.stream()
            .map(entry -> entry.optional().flatMap(DefaultEntry::release))
            .distinct()
            .count();
    return releases == 1
        ? found.get(0)
        : Fact.unknown(
            read.get(0).file().path().value(),
            "several grub.cfg files may be in use, and they select different kernels");
  }

  /** By saved_entry, which names a loader entry by its file's name or its title. */
  Fact<DefaultEntry> ofLoaderEntries(List<LoaderEntries.Entry> entries) {
    Optional<BootFile> file = environments.stream().findFirst();
    if (file.isEmpty()) {
      return Fact.unknown(
          GrubEnv.GRUB2_PATH.value(), "there is no environment block that would select an entry");
    }
    return file.get()
        .content()
        .match(
            known -> selected(entries, file.get().path(), GrubEnv.parse(known.value().text())),
            unknown -> Fact.unknown(unknown.source(), unknown.reason()));
  }

  private Fact<DefaultEntry> of(GrubFiles.Cfg cfg) {
    HostPath path = cfg.file().path();
    if (cfg.parsed().isEmpty()) {
      return Fact.unknown(path.value(), NO_FILE);
    }
    Optional<BootFile> environment = environmentOf(cfg.file());
    Optional<Fact<DefaultEntry>> unread =
        environment
            .filter(file -> !file.content().isKnown())
            .map(
                file ->
                    Fact.unknown(
                        file.path().value(), "holds the saved entry and could not be read"));
    Optional<GrubEnv> block = environment.flatMap(BootFile::text).map(GrubEnv::parse);
    return unread.orElseGet(() -> of(cfg.file(), cfg.parsed().get(), block));
  }

  /** The block in the same directory; failing that, the only one there is. */
  private Optional<BootFile> environmentOf(BootFile cfg) {
    HostPath directory = cfg.target().parent();
    Optional<BootFile> beside =
        environments.stream()
            .filter(
                file ->
                    file.path().parent().equals(directory)
                        || file.target().parent().equals(directory))
            .findFirst();
    return beside.or(
        () -> environments.size() == 1 ? environments.stream().findFirst() : Optional.empty());
  }

  private Fact<DefaultEntry> of(BootFile file, GrubCfg cfg, Optional<GrubEnv> environment) {
    HostPath path = file.path();
    return cfg.bootsNext(
            environment, written -> inclusions.mayMatter(file.target(), cfg, environment, written))
        .match(
            new NextBoot.Cases<>() {
              @Override
              public Fact<DefaultEntry> boots(NextBoot.Boots boots) {
                return Fact.known(entry(path, boots.entry()), path.value(), boots.reason());
              }

              @Override
              public Fact<DefaultEntry> undetermined(NextBoot.Undetermined undetermined) {
                return Fact.unknown(path.value(), undetermined.reason());
              }
            });
  }

  private DefaultEntry entry(HostPath path, BootEntry entry) {
    Optional<String> release =
        entry.kernelLine().map(KernelLine::kernelPath).flatMap(p -> images.named(p).release());
    return new DefaultEntry(path, entry.line(), entry.title(), release);
  }

  private Fact<DefaultEntry> selected(
      List<LoaderEntries.Entry> entries, HostPath source, GrubEnv environment) {
    String wanted = environment.nextEntry().or(environment::savedEntry).orElse("");
    return entries.stream()
        .filter(entry -> entry.id().equals(wanted) || entry.title().equals(wanted))
        .findFirst()
        .map(entry -> Fact.known(entry(entry), source.value(), "saved_entry=" + wanted))
        .orElseGet(
            () ->
                Fact.unknown(source.value(), "its saved_entry names no loader entry that is here"));
  }

  private DefaultEntry entry(LoaderEntries.Entry entry) {
    return new DefaultEntry(
        entry.file().path(),
        1,
        entry.title(),
        entry.kernel().flatMap(path -> images.named(path).release()));
  }
}
