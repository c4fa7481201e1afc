package remediator.file;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lstat(2) and llistxattr(2) say of a file.
 *
 * <p>Shape: {@code mode} is the permission bits including set-id and sticky (0 to 07777); {@code
 * sizeBytes} of a link is the length of its target; extended attribute values are bytes, held one
 * per character (ISO 8859-1). {@code extendedAttributes} is empty where the file system keeps none
 * or the caller may not see them.
 */
public record FileAttributes(
    Kind kind,
    int mode,
    int owner,
    int group,
    long sizeBytes,
    Instant modified,
    int hardLinks,
    SortedMap<String, String> extendedAttributes) {

  /** What a directory entry is. */
  public enum Kind {
    REGULAR,
    DIRECTORY,
    SYMBOLIC_LINK,
    OTHER
  }

  private static final int MODE_MAX = 07777;

  public FileAttributes {
    if (mode < 0 || mode > MODE_MAX) {
      throw new IllegalArgumentException("not permission bits: " + Integer.toOctalString(mode));
    }
    extendedAttributes = Collections.unmodifiableSortedMap(new TreeMap<>(extendedAttributes));
  }

  /** A plain file's attributes without extended ones; tests and new files start from it. */
  public static FileAttributes regular(
      int mode, int owner, int group, long size, Instant modified) {
    return new FileAttributes(
        Kind.REGULAR, mode, owner, group, size, modified, 1, new TreeMap<>(Map.of()));
  }

  public boolean isRegular() {
    return kind == Kind.REGULAR;
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  public boolean isSymbolicLink() {
    return kind == Kind.SYMBOLIC_LINK;
  }

  /** The mode as ls(1) users write it: four octal digits. */
  public String modeText() {
    return String.format(java.util.Locale.ROOT, "%04o", mode);
  }
}
