package remediator.host;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileAttributes.Kind;
import remediator.file.FileIdentity;

/** An inode: a file's bytes, a link's target or a directory's names, and its attributes. */
final class MemoryNode {
  private static final AtomicLong INODES = new AtomicLong();

  final Kind kind;
  final SortedMap<String, MemoryNode> entries = new TreeMap<>();
  private long inode = INODES.incrementAndGet();
  private long changes;
  private byte[] content = new byte[0];
  private String digest = "";
  String target = "";
  int mode;
  int owner;
  int group;
  int hardLinks = 1;
  Instant modified;
  SortedMap<String, String> extended = new TreeMap<>();

  MemoryNode(Kind kind, int mode, Instant modified) {
    this.kind = kind;
    this.mode = mode;
    this.modified = modified;
  }

  /** A node of its own with the same content, attributes and links, and without the entries. */
  MemoryNode withoutEntries() {
    MemoryNode copy = new MemoryNode(kind, mode, modified);
    copy.inode = inode;
    copy.changes = changes;
    copy.content = content;
    copy.digest = digest;
    copy.target = target;
    copy.owner = owner;
    copy.group = group;
    copy.hardLinks = hardLinks;
    copy.extended = new TreeMap<>(extended);
    return copy;
  }

  FileAttributes attributes() {
    long size = kind == Kind.SYMBOLIC_LINK ? target.length() : content.length;
    return new FileAttributes(
        kind, mode, owner, group, size, modified, hardLinks, new TreeMap<>(extended));
  }

  /** Its change time is the number of its changes. */
  FileIdentity identity() {
    return new FileIdentity(
        1, inode, attributes().sizeBytes(), modified, Instant.EPOCH.plusNanos(changes));
  }

  void write(int offset, byte[] bytes) {
    byte[] longer = Arrays.copyOf(content, Math.max(content.length, offset + bytes.length));
    System.arraycopy(bytes, 0, longer, offset, bytes.length);
    content = longer;
    changes++;
    digest = "";
  }

  /** Never written to: every change makes a new array, so that copies of a node can share it. */
  byte[] content() {
    return content;
  }

  void cut(long size) {
    content = Arrays.copyOf(content, (int) size);
    changes++;
    digest = "";
  }

  void take(FileAttributes attributes) {
    owner = attributes.owner();
    group = attributes.group();
    mode = attributes.mode();
    extended = new TreeMap<>(attributes.extendedAttributes());
    modified = attributes.modified();
    changes++;
  }

  private String digest() {
    if (digest.isEmpty()) {
      digest = ContentDigest.of(content).hex();
    }
    return digest;
  }

  /** One line per path below: everything that a comparison of trees shall see. */
  void describe(String path, Map<String, String> lines) {
    String time = kind == Kind.DIRECTORY ? "" : " " + modified;
    String rights = Integer.toOctalString(mode) + " " + owner + ":" + group;
    lines.put(path, kind + " " + rights + time + " " + extended + " " + target + " " + digest());
    entries.forEach((name, node) -> node.describe(path + "/" + name, lines));
  }
}
