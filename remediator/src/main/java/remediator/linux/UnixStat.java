package remediator.linux;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import remediator.file.FileAttributes;
import remediator.file.FileAttributes.Kind;
import remediator.file.FileIdentity;

/** What NIO's {@code unix:} view says of a file, as a value. Source of the numbers: inode(7). */
final class UnixStat {
  private static final int TYPE_BITS = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int SYMBOLIC_LINK = 0120000;
  private static final int PERMISSION_BITS = 07777;

  private UnixStat() {}

  static FileAttributes attributes(Map<String, Object> stat, SortedMap<String, String> extended) {
    int mode = number(stat, "mode").intValue();
    return new FileAttributes(
        kind(mode),
        mode & PERMISSION_BITS,
        number(stat, "uid").intValue(),
        number(stat, "gid").intValue(),
        number(stat, "size").longValue(),
        time(stat, "lastModifiedTime"),
        number(stat, "nlink").intValue(),
        extended);
  }

  static FileIdentity identity(Map<String, Object> stat) {
    return new FileIdentity(
        number(stat, "dev").longValue(),
        number(stat, "ino").longValue(),
        number(stat, "size").longValue(),
        time(stat, "lastModifiedTime"),
        time(stat, "ctime"));
  }

  static String words(Kind kind) {
    return switch (kind) {
      case REGULAR -> "a regular file";
      case DIRECTORY -> "a directory";
      case SYMBOLIC_LINK -> "a symbolic link";
      case OTHER -> "a FIFO, a socket or a device";
    };
  }

  private static Number number(Map<String, Object> stat, String attribute) {
    return (Number) Objects.requireNonNull(stat.get(attribute));
  }

  private static Instant time(Map<String, Object> stat, String attribute) {
    return ((FileTime) Objects.requireNonNull(stat.get(attribute))).toInstant();
  }

  private static Kind kind(int mode) {
    return switch (mode & TYPE_BITS) {
      case REGULAR -> Kind.REGULAR;
      case DIRECTORY -> Kind.DIRECTORY;
      case SYMBOLIC_LINK -> Kind.SYMBOLIC_LINK;
      default -> Kind.OTHER;
    };
  }
}
