package remediator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The recorded hosts as trees: where they lie, and private copies that may be changed. */
final class RecordedTrees {
  private static final Path HOSTS =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "hosts");

  private RecordedTrees() {}

  static List<String> names() {
    try (Stream<Path> all = Files.list(HOSTS)) {
      return all.filter(each -> Files.isDirectory(each.resolve("root")))
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For commands that write nothing. */
  static Path readOnly(String name) {
    return HOSTS.resolve(name).resolve("root").toAbsolutePath();
  }

  /** A copy below {@code directory}: links are kept, modes are those of modes.txt. */
  static Path copy(String name, Path directory) throws IOException {
    Path from = readOnly(name);
    Path to = directory.resolve(name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each)), LinkOption.NOFOLLOW_LINKS);
      }
    }
    Path modes = HOSTS.resolve(name).resolve("modes.txt");
    for (String line : Files.exists(modes) ? Files.readAllLines(modes) : List.<String>of()) {
      if (line.matches("[0-7]{4} .+")) {
        Files.setPosixFilePermissions(
            to.resolve(line.substring(5).strip()),
            PosixFilePermissions.fromString(symbols(line.substring(0, 4))));
      }
    }
    return to;
  }

  private static String symbols(String octal) {
    int mode = Integer.parseInt(octal, 8);
    StringBuilder symbols = new StringBuilder();
    for (int bit = 0; bit < 9; bit++) {
      symbols.append((mode & (0400 >> bit)) == 0 ? '-' : "rwxrwxrwx".charAt(bit));
    }
    return symbols.toString();
  }
}
