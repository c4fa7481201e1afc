package remediator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import remediator.fact.HostFacts;
import remediator.host.Host;
import remediator.linux.CompressedStreams;
import remediator.linux.LinuxHost;
import remediator.probe.HostProbe;

/**
 * A private copy of one recorded host, to be probed and changed.
 *
 * <p>Links are kept, modes are those of {@code modes.txt}, else 0755 for what git calls executable
 * and 0644, so that a checkout's umask does not show. Owners are whoever runs the tests.
 */
final class RecordedHost {
  static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "hosts");

  private static final long LOG_BYTES_MAX = 64L << 20;

  private final String name;
  private final Path root;

  private RecordedHost(String name, Path root) {
    this.name = name;
    this.root = root;
  }

  static List<String> names() {
    try (Stream<Path> all = Files.list(DIRECTORY)) {
      return all.filter(each -> Files.isDirectory(each.resolve("root")))
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of the host {@code name} below {@code directory}. */
  static RecordedHost copy(String name, Path directory) {
    return copy(name, directory, Set.of());
  }

  /** The same without what planning does not need: logs, containers, /sys. */
  static RecordedHost copyToBoot(String name, Path directory) {
    return copy(name, directory, Set.of("sys", "var"));
  }

  private static RecordedHost copy(String name, Path directory, Set<String> without) {
    try {
      Path root = Files.createDirectories(directory.resolve(name));
      Files.walkFileTree(DIRECTORY.resolve(name).resolve("root"), new Copying(name, root, without));
      applyModes(name, root);
      return new RecordedHost(name, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tree that somebody else made, as a host. */
  static RecordedHost at(String name, Path root) {
    return new RecordedHost(name, root);
  }

  String name() {
    return name;
  }

  Path root() {
    return root;
  }

  Path path(String hostPath) {
    return root.resolve(hostPath.substring(1));
  }

  Host host() {
    try {
      return LinuxHost.at(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HostFacts facts() {
    return facts(host());
  }

  static HostFacts facts(Host host) {
    return HostProbe.probe(host, new CompressedStreams(LOG_BYTES_MAX));
  }

  /** A file's bytes, one per character. */
  String text(String hostPath) {
    try {
      return Files.readString(path(hostPath), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file in place, through links, with the mode it has. */
  RecordedHost write(String hostPath, String text) {
    try {
      Path file = path(hostPath);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RecordedHost delete(String hostPath) {
    try {
      Files.delete(path(hostPath));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(String hostPath) {
    return Files.exists(path(hostPath), LinkOption.NOFOLLOW_LINKS);
  }

  private static void applyModes(String name, Path root) throws IOException {
    Path modes = DIRECTORY.resolve(name).resolve("modes.txt");
    if (!Files.exists(modes)) {
      return;
    }
    for (String line : Files.readAllLines(modes)) {
      String[] words = line.trim().split(" +", 2);
      boolean mode = words.length == 2 && words[0].matches("[0-7]{4}");
      if (mode && Files.exists(root.resolve(words[1]))) {
        Files.setPosixFilePermissions(root.resolve(words[1]), permissions(words[0]));
      }
    }
  }

  private static Set<PosixFilePermission> permissions(String octal) {
    int mode = Integer.parseInt(octal, 8);
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(all[bit]);
      }
    }
    return permissions;
  }

  /** Copies a tree as git knows it: names, contents, links and the x bit. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Set<String> without;

    Copying(String name, Path to, Set<String> without) {
      this.from = DIRECTORY.resolve(name).resolve("root");
      this.to = to;
      this.without = without;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (without.contains(from.relativize(directory).toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Path copy = Files.createDirectories(to.resolve(from.relativize(directory)));
      Files.setPosixFilePermissions(copy, permissions("0755"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path copy = to.resolve(from.relativize(file));
      Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
      if (!attributes.isSymbolicLink()) {
        Files.setPosixFilePermissions(
            copy, permissions(Files.isExecutable(file) ? "0755" : "0644"));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
