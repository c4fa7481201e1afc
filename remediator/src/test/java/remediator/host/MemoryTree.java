package remediator.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import remediator.file.FileAttributes.Kind;
import remediator.file.HostPath;

/** Finds the node of a path as path_resolution(7) does inside a root. */
final class MemoryTree {
  /** MAXSYMLINKS of the kernel, include/linux/namei.h. */
  private static final int LINK_HOPS_MAX = 40;

  private final MemoryNode root;

  MemoryTree(MemoryNode root) {
    this.root = root;
  }

  MemoryNode root() {
    return root;
  }

  /** Where a path leads; {@code parent} is empty when a directory on the way is missing. */
  record Place(
      HostPath asked,
      HostPath path,
      Optional<MemoryNode> parent,
      String name,
      Optional<MemoryNode> node) {

    MemoryNode existing() throws IOException {
      return node.orElseThrow(this::missing);
    }

    private NoSuchFileException missing() {
      String file = path.equals(asked) ? null : path.value();
      return new NoSuchFileException(asked.value(), file, "No such file or directory");
    }

    MemoryNode directory() throws IOException {
      return parent.orElseThrow(this::missing);
    }
  }

  Place place(HostPath path, boolean followLast) throws IOException {
    if (path.value().chars().anyMatch(c -> c > 0xff)) {
      throw new FileSystemException(path.value(), null, "a character that is no byte");
    }
    Deque<String> rest = new ArrayDeque<>(parts(path.value()));
    List<String> names = new ArrayList<>();
    List<MemoryNode> nodes = new ArrayList<>(List.of(root));
    int hops = 0;
    while (!rest.isEmpty()) {
      String part = rest.removeFirst();
      if (part.equals("..")) {
        up(names, nodes);
        continue;
      }
      MemoryNode here = nodes.get(nodes.size() - 1);
      if (here.kind != Kind.DIRECTORY) {
        throw new NotDirectoryException(path.value());
      }
      MemoryNode child = here.entries.get(part);
      if (child == null) {
        return missing(path, names, part, rest, here);
      }
      if (child.kind == Kind.SYMBOLIC_LINK && (followLast || !rest.isEmpty())) {
        if (++hops > LINK_HOPS_MAX) {
          throw new FileSystemLoopException(path.value());
        }
        follow(child.target, rest, names, nodes);
      } else {
        names.add(part);
        nodes.add(child);
      }
    }
    return found(path, names, nodes);
  }

  private static void up(List<String> names, List<MemoryNode> nodes) {
    if (!names.isEmpty()) {
      names.remove(names.size() - 1);
      nodes.remove(nodes.size() - 1);
    }
  }

  private static void follow(
      String target, Deque<String> rest, List<String> names, List<MemoryNode> nodes) {
    if (target.startsWith("/")) {
      names.clear();
      nodes.subList(1, nodes.size()).clear();
    }
    List<String> parts = new ArrayList<>(parts(target));
    Collections.reverse(parts);
    parts.forEach(rest::addFirst);
  }

  private static Place missing(
      HostPath asked, List<String> names, String part, Deque<String> rest, MemoryNode here) {
    List<String> all = new ArrayList<>(names);
    all.add(part);
    all.addAll(rest);
    Optional<MemoryNode> parent = rest.isEmpty() ? Optional.of(here) : Optional.empty();
    return new Place(asked, path(all), parent, part, Optional.empty());
  }

  private static Place found(HostPath asked, List<String> names, List<MemoryNode> nodes) {
    MemoryNode node = nodes.get(nodes.size() - 1);
    MemoryNode parent = nodes.get(Math.max(0, nodes.size() - 2));
    String name = names.isEmpty() ? "" : names.get(names.size() - 1);
    return new Place(asked, path(names), Optional.of(parent), name, Optional.of(node));
  }

  private static HostPath path(List<String> names) {
    return HostPath.of("/" + String.join("/", names));
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }
}
