package remediator.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.List;
import java.util.Optional;
import remediator.file.FileAttributes;
import remediator.file.FileAttributes.Kind;
import remediator.file.FileIdentity;
import remediator.file.HostPath;
import remediator.host.MemoryTree.Place;

/** The reading half of {@link MemoryHostFiles}. */
abstract class MemoryReading implements HostFiles {
  final MemoryTree tree;
  final MemoryFaults faults = new MemoryFaults();

  MemoryReading(MemoryTree tree) {
    this.tree = tree;
  }

  @Override
  public Optional<FileAttributes> attributes(HostPath path) throws IOException {
    call(path);
    return tree.place(path, false).node().map(MemoryNode::attributes);
  }

  @Override
  public FileIdentity identity(HostPath path) throws IOException {
    call(path);
    return tree.place(path, true).existing().identity();
  }

  @Override
  public HostPath resolved(HostPath path) throws IOException {
    call(path);
    return tree.place(path, true).path();
  }

  @Override
  public byte[] read(HostPath path, int bytesMax) throws IOException {
    call(path);
    byte[] content = regular(tree.place(path, true), path).content();
    if (content.length > bytesMax) {
      throw new FileTooLargeException(path, bytesMax, "bytes");
    }
    return content.clone();
  }

  @Override
  public InputStream open(HostPath path) throws IOException {
    call(path);
    return new ByteArrayInputStream(regular(tree.place(path, true), path).content().clone());
  }

  @Override
  public List<String> list(HostPath directory, int entriesMax) throws IOException {
    call(directory);
    MemoryNode node = tree.place(directory, true).existing();
    requireDirectory(node, directory);
    if (node.entries.size() > entriesMax) {
      throw new FileTooLargeException(directory, entriesMax, "entries");
    }
    return List.copyOf(node.entries.keySet());
  }

  @Override
  public String linkTarget(HostPath path) throws IOException {
    call(path);
    MemoryNode node = tree.place(path, false).existing();
    if (node.kind != Kind.SYMBOLIC_LINK) {
      throw new NotLinkException(path.value());
    }
    return node.target;
  }

  final void call(HostPath path) throws IOException {
    if (faults.nextCallFails()) {
      throw faults.failure(path);
    }
  }

  static MemoryNode regular(Place place, HostPath path) throws IOException {
    MemoryNode node = place.existing();
    if (node.kind != Kind.REGULAR) {
      throw new FileSystemException(path.value(), null, "not a regular file");
    }
    return node;
  }

  static void requireDirectory(MemoryNode node, HostPath path) throws IOException {
    if (node.kind != Kind.DIRECTORY) {
      throw new NotDirectoryException(path.value());
    }
  }
}
