package remediator.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import remediator.file.ContentDigest;
import remediator.file.FileIdentity;
import remediator.kernelimage.KernelImage;

/**
 * What one kernel image said, kept so that it need not be read again.
 *
 * @param identity the file it was read from, as it was then
 * @param digest of the whole file
 */
public record ImageNote(FileIdentity identity, ContentDigest digest, KernelImage image) {
  static final String SUFFIX = ".image";

  /** The name says everything by which a note is looked for, so that a listing is enough. */
  public String fileName() {
    return key(identity) + "." + digest.hex() + SUFFIX;
  }

  /** Whether a note of this name is of the same bytes, or of what this file was before. */
  public boolean replaces(String other) {
    String file =
        Long.toHexString(identity.device()) + "-" + Long.toHexString(identity.inode()) + "-";
    return other.startsWith(file) || other.endsWith("." + digest.hex() + SUFFIX);
  }

  /** The note as the file's content. */
  public byte[] content() {
    return ImageNoteText.of(this).getBytes(StandardCharsets.US_ASCII);
  }

  /** Empty for anything that is not, to the last byte, what {@link #content} makes. */
  static Optional<ImageNote> parse(byte[] content) {
    return ImageNoteText.parse(new String(content, StandardCharsets.ISO_8859_1));
  }

  /** The identity as part of a file's name. */
  static String key(FileIdentity identity) {
    return String.join(
        "-",
        Long.toHexString(identity.device()),
        Long.toHexString(identity.inode()),
        Long.toHexString(identity.sizeBytes()),
        ImageNoteText.time(identity.modified()),
        ImageNoteText.time(identity.changed()));
  }
}
