package remediator.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import remediator.file.FileAttributes;

/**
 * What of a {@link MemoryHostFiles} has reached the disk, and what is still on its way.
 *
 * <p>Every change is pending until its file or its directory is synced. After a power cut any
 * subset of the pending changes may have arrived, in any order that keeps each one whole; of an
 * append, it may also be a part that ends or begins at a sector. A rename is one change: file
 * systems with a journal promise that, FAT does not.
 */
final class MemoryDisk {
  private final Map<MemoryNode, MemoryNode> durable = new HashMap<>();
  private final Map<MemoryNode, SortedMap<String, MemoryNode>> names = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();

  /** A change that has not been synced: of a file's content and attributes, or of names. */
  interface Pending {
    /** The file or directory whose sync makes it last. */
    MemoryNode subject();

    void arrive(MemoryDisk disk);
  }

  /** Bytes at an offset, one character each. */
  record Written(MemoryNode subject, int offset, String bytes) implements Pending {
    @Override
    public void arrive(MemoryDisk disk) {
      disk.file(subject).write(offset, bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The part before the last sector boundary inside, and the part from there on. */
    List<Written> torn(int sectorBytes) {
      int boundary = (offset + bytes.length() - 1) / sectorBytes * sectorBytes - offset;
      return boundary <= 0
          ? List.of()
          : List.of(
              new Written(subject, offset, bytes.substring(0, boundary)),
              new Written(subject, offset + boundary, bytes.substring(boundary)));
    }
  }

  /** A new length. */
  record Cut(MemoryNode subject, long size) implements Pending {
    @Override
    public void arrive(MemoryDisk disk) {
      disk.file(subject).cut(size);
    }
  }

  /** New attributes. */
  record Attributed(MemoryNode subject, FileAttributes attributes) implements Pending {
    @Override
    public void arrive(MemoryDisk disk) {
      disk.file(subject).take(attributes);
    }
  }

  /** A name given: by creation, or by rename when {@code former} is not empty. */
  record Named(MemoryNode subject, String name, MemoryNode node, String former) implements Pending {
    @Override
    public void arrive(MemoryDisk disk) {
      SortedMap<String, MemoryNode> entries = disk.entries(subject);
      entries.put(name, node);
      if (!former.isEmpty()) {
        entries.remove(former, node);
      }
    }
  }

  /** A name taken away. */
  record Unnamed(MemoryNode subject, String name, MemoryNode node) implements Pending {
    @Override
    public void arrive(MemoryDisk disk) {
      disk.entries(subject).remove(name, node);
    }
  }

  /** Everything below {@code root} is on the disk. */
  MemoryDisk(MemoryNode root) {
    keep(root);
  }

  private MemoryDisk() {}

  /** A new node: its attributes at birth come with its name. */
  void born(MemoryNode node) {
    durable.put(node, node.withoutEntries());
    names.put(node, new TreeMap<>());
  }

  void add(Pending change) {
    pending.add(change);
  }

  void sync(MemoryNode subject) {
    pending.removeIf(
        change -> {
          boolean mine = change.subject() == subject;
          if (mine) {
            change.arrive(this);
          }
          return mine;
        });
  }

  List<Pending> pending() {
    return List.copyOf(pending);
  }

  /** The tree a power cut leaves when of the pending changes these arrived. */
  MemoryNode after(MemoryNode root, List<Pending> arrived) {
    MemoryDisk copy = new MemoryDisk();
    durable.forEach((node, image) -> copy.durable.put(node, image.withoutEntries()));
    names.forEach((node, entries) -> copy.names.put(node, new TreeMap<>(entries)));
    arrived.forEach(change -> change.arrive(copy));
    return copy.tree(root);
  }

  private MemoryNode tree(MemoryNode node) {
    MemoryNode image = file(node).withoutEntries();
    entries(node).forEach((name, child) -> image.entries.put(name, tree(child)));
    return image;
  }

  private MemoryNode file(MemoryNode node) {
    return durable.computeIfAbsent(node, MemoryNode::withoutEntries);
  }

  private SortedMap<String, MemoryNode> entries(MemoryNode node) {
    return names.computeIfAbsent(node, missing -> new TreeMap<>());
  }

  private void keep(MemoryNode node) {
    durable.put(node, node.withoutEntries());
    names.put(node, new TreeMap<>(node.entries));
    node.entries.values().forEach(this::keep);
  }
}
