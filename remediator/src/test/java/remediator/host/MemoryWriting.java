package remediator.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import remediator.file.FileAttributes;
import remediator.file.FileAttributes.Kind;
import remediator.file.HostPath;
import remediator.host.MemoryTree.Place;

/**
 * What each primitive of {@link MemoryHostFiles} does to the tree, and sends on its way to the
 * disk.
 */
final class MemoryWriting {
  private final MemoryTree tree;
  private final MemoryDisk disk;
  private Instant now;

  MemoryWriting(MemoryTree tree, MemoryDisk disk, Instant now) {
    this.tree = tree;
    this.disk = disk;
    this.now = now;
  }

  /** The time of the next change. */
  Instant tick() {
    now = now.plusMillis(1);
    return now;
  }

  void create(HostPath path, Kind kind, int mode) throws IOException {
    Place place = tree.place(path, false);
    if (place.node().isPresent()) {
      throw new FileAlreadyExistsException(path.value());
    }
    MemoryNode node = new MemoryNode(kind, mode, tick());
    place.directory().entries.put(place.name(), node);
    disk.born(node);
    disk.add(new MemoryDisk.Named(place.directory(), place.name(), node, ""));
  }

  void append(HostPath path, String text) throws IOException {
    MemoryNode node = MemoryReading.regular(tree.place(path, false), path);
    disk.add(new MemoryDisk.Written(node, node.content().length, text));
    node.write(node.content().length, text.getBytes(ISO_8859_1));
    touch(node);
  }

  void cut(HostPath path, long sizeBytes) throws IOException {
    MemoryNode node = MemoryReading.regular(tree.place(path, false), path);
    long size = Math.min(sizeBytes, node.content().length);
    node.cut(size);
    disk.add(new MemoryDisk.Cut(node, size));
    touch(node);
  }

  /** The content of a private file, which is made when it is missing. */
  void replace(HostPath path, String text) throws IOException {
    if (tree.place(path, false).node().isEmpty()) {
      create(path, Kind.REGULAR, 0600);
    }
    cut(path, 0);
    append(path, text);
  }

  void attribute(HostPath path, FileAttributes attributes) throws IOException {
    MemoryNode node = notALink(path);
    node.take(attributes);
    disk.add(new MemoryDisk.Attributed(node, attributes));
  }

  void remove(HostPath path) throws IOException {
    MemoryNode node = notALink(path);
    if (!node.entries.isEmpty()) {
      throw new DirectoryNotEmptyException(path.value());
    }
    Place place = tree.place(path, false);
    place.directory().entries.remove(place.name());
    disk.add(new MemoryDisk.Unnamed(place.directory(), place.name(), node));
  }

  /** One change when it stays in its directory; otherwise two, which is worse than any system. */
  void move(HostPath from, HostPath to) throws IOException {
    Place source = tree.place(from, false);
    Place target = tree.place(to, false);
    MemoryNode node = source.existing();
    MemoryNode directory = target.directory();
    if (target.node().filter(old -> old.kind == Kind.DIRECTORY).isPresent()) {
      throw new FileSystemException(from.value(), to.value(), "is a directory");
    }
    boolean stays = source.directory() == directory;
    source.directory().entries.remove(source.name());
    directory.entries.put(target.name(), node);
    disk.add(new MemoryDisk.Named(directory, target.name(), node, stays ? source.name() : ""));
    if (!stays) {
      disk.add(new MemoryDisk.Unnamed(source.directory(), source.name(), node));
    }
  }

  private void touch(MemoryNode node) {
    node.modified = tick();
    disk.add(new MemoryDisk.Attributed(node, node.attributes()));
  }

  private MemoryNode notALink(HostPath path) throws IOException {
    MemoryNode node = tree.place(path, false).existing();
    if (node.kind == Kind.SYMBOLIC_LINK) {
      throw new FileSystemException(path.value(), null, "a symbolic link");
    }
    return node;
  }
}
