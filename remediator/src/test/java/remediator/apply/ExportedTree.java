package remediator.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.HostFiles;

/** A tree from memory on a real file system, and what such a tree looks like. */
final class ExportedTree {
  private static final int BYTES_MAX = 1024 * 1024;
  private static final int ENTRIES_MAX = 1000;

  private ExportedTree() {}

  static void write(HostFiles files, HostPath from, Path to) throws IOException {
    FileAttributes attributes = files.attributes(from).orElseThrow();
    if (attributes.isDirectory()) {
      Files.createDirectories(to);
      for (String name : files.list(from, ENTRIES_MAX)) {
        write(files, from.resolve(name), to.resolve(name));
      }
    } else {
      Files.write(to, files.read(from, BYTES_MAX));
      Files.setLastModifiedTime(to, FileTime.from(attributes.modified()));
    }
    Files.setAttribute(to, "unix:mode", attributes.mode());
  }

  /** Path, mode, time and bytes of every file below, but for our own state. */
  static Map<String, String> look(Path root) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path each : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(each).toString();
        if (!name.startsWith("var/")) {
          seen.put(name, describe(each));
        }
      }
    }
    return seen;
  }

  private static String describe(Path file) throws IOException {
    Set<java.nio.file.attribute.PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    return PosixFilePermissions.toString(mode)
        + " "
        + Files.getLastModifiedTime(file).toInstant()
        + " "
        + Files.readString(file);
  }
}
