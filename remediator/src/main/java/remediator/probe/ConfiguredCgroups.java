package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.fact.Evidence;
import remediator.fact.MemoryDependent;
import remediator.fact.MemoryDependent.Kind;
import remediator.file.HostPath;

/**
 * Memory limits that are set up by others than container engines and systemd: groups of libcgroup
 * (cgconfig.conf(5)) and jobs of Slurm (cgroup.conf(5), ConstrainRAMSpace).
 */
final class ConfiguredCgroups {
  private static final HostPath CGCONFIG = HostPath.of("/etc/cgconfig.conf");
  private static final HostPath CGCONFIG_DIRECTORY = HostPath.of("/etc/cgconfig.d");

  private static final List<HostPath> SLURM =
      List.of(
          HostPath.of("/etc/slurm/cgroup.conf"),
          HostPath.of("/etc/slurm-llnl/cgroup.conf"),
          HostPath.of("/opt/slurm/etc/cgroup.conf"));

  private static final int LINES_MAX = 10_000;
  private static final Pattern GROUP = Pattern.compile("^group\\s+([^\\s{]{1,255})");

  /** A line may open a group, name a controller and set a value, in one or in many. */
  private static final Pattern LIMIT =
      Pattern.compile(
          "memory\\.(?:memsw\\.)?(?:limit_in_bytes|soft_limit_in_bytes|max|high)\"?\\s*=\\s*\"?"
              + "([0-9][0-9A-Za-z]{0,30})");

  private static final Pattern SLURM_LIMIT =
      Pattern.compile(
          "^Constrain(?:RAM|Swap|Kmem)Space\\s*=\\s*\"?yes\\b.{0,100}", Pattern.CASE_INSENSITIVE);

  private final Sources sources;
  private final UnreadList unread;

  ConfiguredCgroups(Sources sources, UnreadList unread) {
    this.sources = sources;
    this.unread = unread;
  }

  List<MemoryDependent> probe() {
    List<MemoryDependent> found = new ArrayList<>(groups(CGCONFIG));
    for (String name : unread.orNone(sources.names(CGCONFIG_DIRECTORY))) {
      if (name.endsWith(".conf")) {
        found.addAll(groups(CGCONFIG_DIRECTORY.resolve(name)));
      }
    }
    SLURM.forEach(file -> slurm(file).ifPresent(found::add));
    return found;
  }

  /** One dependent per group, by the first limit that it sets. */
  private List<MemoryDependent> groups(HostPath file) {
    List<MemoryDependent> found = new ArrayList<>();
    String group = file.value();
    boolean told = false;
    for (String line : lines(file)) {
      Matcher opens = GROUP.matcher(line);
      if (opens.find()) {
        group = opens.group(1);
        told = false;
      }
      if (!told && LIMIT.matcher(line).find()) {
        found.add(dependent(group, bytes(file, line), new Evidence(file.value(), line)));
        told = true;
      }
    }
    return found;
  }

  private static Optional<Long> bytes(HostPath file, String line) {
    Matcher limit = LIMIT.matcher(line);
    return limit.find()
        ? new UnitFile.Assignment("", limit.group(1), file).bytes(Optional.empty())
        : Optional.empty();
  }

  private Optional<MemoryDependent> slurm(HostPath file) {
    return lines(file).stream()
        .filter(line -> SLURM_LIMIT.matcher(line).matches())
        .findFirst()
        .map(line -> dependent("slurm jobs", Optional.empty(), new Evidence(file.value(), line)));
  }

  private List<String> lines(HostPath file) {
    return unread
        .orElse(sources.text(file), "")
        .lines()
        .limit(LINES_MAX)
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static MemoryDependent dependent(String name, Optional<Long> bytes, Evidence evidence) {
    return new MemoryDependent(Kind.CGROUP, name, bytes, "loses its memory limit", evidence);
  }
}
