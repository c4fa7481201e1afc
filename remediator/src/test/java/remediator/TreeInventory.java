package remediator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.file.ContentDigest;

/** Everything that can be told of every file below a directory: one line each, by path. */
final class TreeInventory {
  private static final String ATTRIBUTES = "unix:mode,uid,gid,lastModifiedTime";

  private TreeInventory() {}

  static SortedMap<String, String> of(Path root) throws IOException {
    SortedMap<String, String> lines = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.toList()) {
        lines.put("/" + root.relativize(each), line(each));
      }
    }
    return lines;
  }

  /** The same without our own state, and without the times of directories, which renames change. */
  static SortedMap<String, String> ofHost(Path root) throws IOException {
    SortedMap<String, String> lines = new TreeMap<>();
    for (Map.Entry<String, String> each : of(root).entrySet()) {
      boolean made = each.getKey().startsWith("/var/lib/remediator");
      boolean parent = each.getKey().equals("/var") || each.getKey().equals("/var/lib");
      if (!made && !parent) {
        boolean directory =
            Files.isDirectory(root.resolve(each.getKey().substring(1)), LinkOption.NOFOLLOW_LINKS);
        lines.put(
            each.getKey(), directory ? each.getValue().replaceAll(" at .*", "") : each.getValue());
      }
    }
    return lines;
  }

  private static String line(Path path) throws IOException {
    Map<String, Object> stat = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    String attributes =
        "mode %o, owner %s:%s, %s at %s"
            .formatted(
                (Integer) stat.get("mode"),
                stat.get("uid"),
                stat.get("gid"),
                content(path),
                stat.get("lastModifiedTime"));
    return attributes + named(path);
  }

  private static String content(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        ? ContentDigest.of(Files.readAllBytes(path)).hex()
        : "";
  }

  private static String named(Path path) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    if (view == null) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    for (String name : view.list()) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      all.append(", ").append(name).append('=');
      all.append(new String(value.array(), StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }
}
