package remediator.fact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.file.HostPath;

/**
 * How this host boots, and every file that takes part in it, in the order they are read.
 *
 * <p>{@code kind} is unknown when no boot configuration was found or its content cannot be told.
 * {@code bootsNext} is the position GRUB's default selects.
 */
public record BootSetup(Fact<Kind> kind, List<BootFile> files, Fact<DefaultEntry> bootsNext) {

  /** The kinds of setup that are told apart; by content, never by release number. */
  public enum Kind {
    /** grub.cfg generated from /etc/default/grub. */
    GRUB_FROM_DEFAULTS,
    /** grub.cfg and no source it would be generated from. */
    GRUB_CFG_ONLY,
    /** GRUB reads loader entries (blscfg). */
    LOADER_ENTRIES,
    /** Something this version does not edit; the evidence says what. */
    UNSUPPORTED
  }

  /** The entry that boots next: the file, the line it begins on, its kernel's release if told. */
  public record DefaultEntry(HostPath file, int line, String title, Optional<String> release) {}

  public BootSetup {
    files = List.copyOf(files);
  }

  public Stream<BootFile> files(BootFile.Role role) {
    return files.stream().filter(file -> file.role() == role);
  }
}
