package remediator.fact;

import java.util.Optional;
import remediator.file.FileState;
import remediator.file.HostPath;

/**
 * A file that takes part in booting.
 *
 * <p>{@code path} is the name the boot setup knows it by, {@code target} where that leads when
 * every link is followed. {@code content} is unknown when it could not be read.
 */
public record BootFile(HostPath path, HostPath target, Role role, Fact<Content> content) {

  /** What the file is to the boot. */
  public enum Role {
    /** /etc/default/grub: the source of the next generated configuration. */
    DEFAULTS,
    /** /etc/default/grub.d/*.cfg, read after it where the distribution's grub-mkconfig does. */
    DEFAULTS_DROP_IN,
    /** A grub.cfg with boot entries, read at boot. */
    GENERATED,
    /** A grub.cfg with boot entries that this machine's firmware does not read. */
    GENERATED_NOT_LOADED,
    /** A grub.cfg that only leads to another. */
    REDIRECT,
    /** The environment block with saved_entry and next_entry. */
    ENVIRONMENT,
    /** A loader entry (Boot Loader Specification, type 1). */
    LOADER_ENTRY,
    /** Any other place a kernel command line comes from that this version does not edit. */
    FOREIGN
  }

  /** Bytes of the file, one per character, and the state they were read in. */
  public record Content(String text, FileState.Regular state) {}

  /** The text, empty when it could not be read. */
  public Optional<String> text() {
    return content.optional().map(Content::text);
  }
}
