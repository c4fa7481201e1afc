package remediator.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.fact.Distribution;
import remediator.file.HostPath;

/**
 * os-release(5) and the one-line files that came before it.
 *
 * <p>Values are shell words without expansion: bare, or in single or double quotes, in the latter
 * with {@code \} before {@code $ " \ `}.
 */
final class OsRelease {
  private static final HostPath ETC = HostPath.of("/etc/os-release");
  private static final HostPath USR = HostPath.of("/usr/lib/os-release");
  private static final HostPath DEBIAN = HostPath.of("/etc/debian_version");

  /** Where to look, in order; the first two are os-release(5), CentOS 6 has only the third. */
  static final List<HostPath> PATHS =
      List.of(
          ETC,
          USR,
          HostPath.of("/etc/centos-release"),
          HostPath.of("/etc/redhat-release"),
          HostPath.of("/etc/SuSE-release"),
          DEBIAN);

  private static final int LINES_MAX = 1000;

  /** {@code CentOS release 6.10 (Final)}, {@code SUSE Linux Enterprise Server 11 (x86_64)}. */
  private static final Pattern NAME_AND_VERSION =
      Pattern.compile("^([A-Za-z]{1,40})[^0-9]{0,120}([0-9][0-9.]{0,20})?");

  private OsRelease() {}

  /** Empty when the text names no distribution. */
  static Optional<Distribution> parse(HostPath path, String text) {
    if (path.equals(ETC) || path.equals(USR)) {
      return fields(text);
    }
    String line = text.strip().lines().findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    return path.equals(DEBIAN)
        ? Optional.of(new Distribution("debian", line, List.of(), "Debian " + line))
        : oneLine(line);
  }

  private static Optional<Distribution> fields(String text) {
    Map<String, String> values = new HashMap<>();
    text.lines()
        .limit(LINES_MAX)
        .map(String::strip)
        .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
        .forEach(line -> put(values, line));
    String id = values.getOrDefault("ID", "");
    String name = values.getOrDefault("PRETTY_NAME", values.getOrDefault("NAME", id));
    if (id.isEmpty() && name.isEmpty()) {
      return Optional.empty();
    }
    String like = values.getOrDefault("ID_LIKE", "").strip();
    return Optional.of(
        new Distribution(
            id.isEmpty() ? "linux" : id,
            values.getOrDefault("VERSION_ID", ""),
            like.isEmpty() ? List.of() : List.of(like.split("\\s+", -1)),
            name));
  }

  private static void put(Map<String, String> values, String line) {
    int equals = line.indexOf('=');
    values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
  }

  private static String unquoted(String value) {
    if (value.length() < 2 || value.charAt(0) != value.charAt(value.length() - 1)) {
      return value;
    }
    String inner = value.substring(1, value.length() - 1);
    return switch (value.charAt(0)) {
      case '\'' -> inner;
      case '"' -> inner.replaceAll("\\\\([\\\\\"$`])", "$1");
      default -> value;
    };
  }

  private static Optional<Distribution> oneLine(String line) {
    Matcher words = NAME_AND_VERSION.matcher(line);
    if (!words.find()) {
      return Optional.empty();
    }
    String first = words.group(1).toLowerCase(Locale.ROOT);
    String id = line.startsWith("Red Hat") ? "rhel" : first;
    List<String> like = id.equals("centos") ? List.of("rhel", "fedora") : List.of();
    return Optional.of(
        new Distribution(id, Optional.ofNullable(words.group(2)).orElse(""), like, line));
  }
}
