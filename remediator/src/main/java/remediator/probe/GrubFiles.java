package remediator.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.GrubLayout;
import remediator.fact.BootFile;
import remediator.fact.BootFile.Role;
import remediator.fact.Fact;
import remediator.fact.Firmware;
import remediator.file.HostPath;

/**
 * Every grub.cfg of the host, and which of them the machine reads.
 *
 * <p>A file is told by its content: one on the EFI system partition that only leads to another
 * makes that other one the file in use (Debian, Ubuntu, EL9), one that holds entries is itself in
 * use when the firmware is EFI (EL7, EL8). Where the firmware is not known, or nothing tells two
 * files apart, both count as read.
 */
final class GrubFiles {
  /** Places of the EFI system partition, each with its directory of vendors. */
  private static final List<HostPath> VENDOR_DIRECTORIES =
      List.of(
          GrubLayout.EFI_VENDORS,
          HostPath.of("/boot/efi/efi"),
          HostPath.of("/efi/EFI"),
          HostPath.of("/boot/EFI"));

  /** {@code set prefix=($root)'/boot/grub'} of a file that leads to another. */
  private static final Pattern PREFIX =
      Pattern.compile("set\\s{1,8}prefix=[^/\\n]{0,200}(/[^'\"\\s;]{0,1000})");

  private final Sources sources;
  private final BootFileReader reader;
  private final List<Cfg> cfgs = new ArrayList<>();
  private final List<Fact.Unknown<BootFile>> failures = new ArrayList<>();

  /** One grub.cfg; {@code parsed} is empty when it could not be read. */
  record Cfg(BootFile file, Optional<GrubCfg> parsed, boolean onEfiPartition) {
    /** Holds entries of its own, or has GRUB read loader entries. */
    boolean isFull() {
      return parsed
          .map(GrubCfg::role)
          .filter(role -> role == GrubCfg.Role.FULL || role == GrubCfg.Role.LOADER_ENTRIES)
          .isPresent();
    }

    boolean isRedirect() {
      return parsed.map(GrubCfg::role).filter(GrubCfg.Role.REDIRECT::equals).isPresent();
    }

    boolean isRead() {
      return file.role() == Role.GENERATED;
    }

    private Cfg as(Role role) {
      return new Cfg(BootFileReader.withRole(file, role), parsed, onEfiPartition);
    }
  }

  GrubFiles(Sources sources) {
    this.sources = sources;
    this.reader = new BootFileReader(sources);
  }

  /** All files in the order GRUB meets them, the ones that only lead on first. */
  List<Cfg> probe(Optional<Firmware> firmware) {
    find();
    List<Cfg> judged = new ArrayList<>();
    cfgs.stream().filter(Cfg::isRedirect).map(cfg -> cfg.as(Role.REDIRECT)).forEach(judged::add);
    for (Cfg cfg : cfgs) {
      if (!cfg.isRedirect()) {
        judged.add(cfg.as(isLoaded(cfg, firmware) ? Role.GENERATED : Role.GENERATED_NOT_LOADED));
      }
    }
    return judged;
  }

  /** Directories that may hold a grub.cfg and could not be looked into. */
  List<Fact.Unknown<BootFile>> failures() {
    return List.copyOf(failures);
  }

  private void find() {
    Set<HostPath> targets = new HashSet<>();
    for (HostPath path : candidates()) {
      boolean alias = GrubLayout.LINKS.contains(path);
      Optional<BootFile> read = reader.read(path, Role.GENERATED).optional();
      read.or(() -> alias ? Optional.empty() : reader.dangling(path, Role.GENERATED))
          .filter(file -> targets.add(file.target()))
          .ifPresent(file -> cfgs.add(cfg(file)));
    }
  }

  private List<HostPath> candidates() {
    List<HostPath> candidates = new ArrayList<>(GrubLayout.GENERATED);
    for (HostPath directory : VENDOR_DIRECTORIES) {
      Reading<List<String>> vendors = sources.names(directory);
      if (vendors instanceof Reading.Failed<List<String>> failed) {
        failures.add(new Fact.Unknown<>(failed.source(), failed.reason()));
      }
      for (String vendor : vendors.optional().orElse(List.of())) {
        candidates.add(directory.resolve(vendor).resolve(GrubLayout.NAME));
      }
    }
    candidates.addAll(GrubLayout.LINKS);
    return candidates;
  }

  private static Cfg cfg(BootFile file) {
    boolean onEfi = VENDOR_DIRECTORIES.stream().anyMatch(file.target()::isUnder);
    return new Cfg(file, file.text().map(GrubCfg::parse), onEfi);
  }

  private boolean isLoaded(Cfg cfg, Optional<Firmware> firmware) {
    if (firmware.filter(Firmware.EFI::equals).isPresent()) {
      return isLoadedByEfi(cfg);
    }
    boolean bios = firmware.filter(Firmware.BIOS::equals).isPresent();
    boolean elsewhere = cfgs.stream().anyMatch(other -> other.isFull() && !other.onEfiPartition());
    return !(bios && cfg.onEfiPartition() && elsewhere);
  }

  private boolean isLoadedByEfi(Cfg cfg) {
    if (cfg.onEfiPartition()) {
      return true;
    }
    List<Cfg> redirects =
        cfgs.stream().filter(other -> other.onEfiPartition() && other.isRedirect()).toList();
    if (redirects.isEmpty()) {
      return cfgs.stream().noneMatch(other -> other.onEfiPartition() && other.isFull());
    }
    boolean led = redirects.stream().anyMatch(redirect -> leadsTo(redirect, cfg));
    boolean toAnother =
        cfgs.stream()
            .filter(other -> !other.onEfiPartition())
            .filter(other -> !other.file().target().equals(cfg.file().target()))
            .anyMatch(other -> redirects.stream().anyMatch(redirect -> leadsTo(redirect, other)));
    return led || !toAnother;
  }

  /** The prefix is a path on some partition: the end of the path under this root. */
  private static boolean leadsTo(Cfg redirect, Cfg cfg) {
    Matcher prefix = PREFIX.matcher(redirect.file().text().orElse(""));
    String directory = cfg.file().target().parent().value();
    while (prefix.find()) {
      String written = prefix.group(1);
      if (written.endsWith(directory) || directory.endsWith(written)) {
        return true;
      }
    }
    return false;
  }
}
