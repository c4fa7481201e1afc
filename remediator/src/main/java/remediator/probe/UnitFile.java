package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.file.HostPath;

/**
 * Memory limits in a systemd unit file or drop-in (systemd.syntax(7), systemd.resource-control(5)).
 *
 * <p>Assignments are in the file's order; the last one of a name wins over all files of a unit, and
 * an empty one takes back what came before it.
 */
final class UnitFile {
  /** The settings that limit memory; MemoryLow and MemoryMin protect, accounting only counts. */
  static final List<String> LIMITS = List.of("MemoryMax", "MemoryLimit", "MemoryHigh");

  private static final Set<String> SECTIONS =
      Set.of("[Service]", "[Slice]", "[Scope]", "[Socket]", "[Mount]", "[Swap]");

  private static final int LINES_MAX = 10_000;
  private static final String UNITS = "KMGTPE";

  /** systemd reads sizes to base 1024, with a fraction. */
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,15})(?:\\.([0-9]{1,6}))?\\s?([KMGTPE]?)B?");

  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})(?:\\.[0-9]{1,2})?%");

  private UnitFile() {}

  /** {@code name=value} as found at {@code line} of a file. */
  record Assignment(String name, String value, HostPath file) {
    String text() {
      return name + "=" + value;
    }

    /** True for the word that means "no limit", and for taking one back. */
    boolean isNone() {
      return value.isEmpty() || value.equals("infinity");
    }

    /** The limit in bytes; empty when it cannot be told, as with a share of an unknown total. */
    Optional<Long> bytes(Optional<Long> total) {
      Matcher percent = PERCENT.matcher(value);
      if (percent.matches()) {
        return total.map(all -> all / 100 * Long.parseLong(percent.group(1)));
      }
      Matcher size = SIZE.matcher(value);
      return size.matches() ? Optional.of(bytes(size)) : Optional.empty();
    }

    private static long bytes(Matcher size) {
      int power = size.group(3).isEmpty() ? 0 : UNITS.indexOf(size.group(3)) + 1;
      double fraction = size.group(2) == null ? 0 : Double.parseDouble("0." + size.group(2));
      double unit = Math.pow(1024, power);
      return (long) Math.min(Long.MAX_VALUE, (Long.parseLong(size.group(1)) + fraction) * unit);
    }
  }

  /** The assignments of memory limits in sections where systemd reads them. */
  static List<Assignment> limits(HostPath file, String text) {
    List<Assignment> assignments = new ArrayList<>();
    boolean relevant = false;
    for (String line : joined(text)) {
      String stripped = line.strip();
      if (stripped.startsWith("[")) {
        relevant = SECTIONS.contains(stripped);
      } else if (relevant && !stripped.startsWith("#") && !stripped.startsWith(";")) {
        assignment(file, stripped).ifPresent(assignments::add);
      }
    }
    return assignments;
  }

  private static Optional<Assignment> assignment(HostPath file, String line) {
    int equals = line.indexOf('=');
    String name = equals < 0 ? "" : line.substring(0, equals).strip();
    return LIMITS.contains(name)
        ? Optional.of(new Assignment(name, line.substring(equals + 1).strip(), file))
        : Optional.empty();
  }

  /** A backslash at the end of a line joins it with the next one; comments between are skipped. */
  private static List<String> joined(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : text.lines().limit(LINES_MAX).toList()) {
      boolean comment = line.startsWith("#") || line.startsWith(";");
      if (comment) {
        continue;
      }
      if (line.endsWith("\\")) {
        open.append(line, 0, line.length() - 1).append(' ');
      } else {
        lines.add(open.append(line).toString());
        open.setLength(0);
      }
    }
    lines.add(open.toString());
    return lines;
  }
}
