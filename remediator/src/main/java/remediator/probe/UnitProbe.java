package remediator.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import remediator.fact.Evidence;
import remediator.fact.MemoryDependent;
import remediator.file.HostPath;

/**
 * systemd units with a memory limit, from unit files and drop-ins (systemd.unit(5)).
 *
 * <p>Whether a unit is enabled is not asked: one that starts tomorrow loses its limit too. Settings
 * of a whole type ({@code service.d}) are listed under that name.
 */
final class UnitProbe {
  /** systemd.unit(5), "System Unit Search Path", first wins. */
  private static final List<HostPath> DIRECTORIES =
      List.of(
          HostPath.of("/etc/systemd/system.control"),
          HostPath.of("/run/systemd/system.control"),
          HostPath.of("/run/systemd/transient"),
          HostPath.of("/etc/systemd/system"),
          HostPath.of("/run/systemd/system"),
          HostPath.of("/run/systemd/generator"),
          HostPath.of("/usr/local/lib/systemd/system"),
          HostPath.of("/usr/lib/systemd/system"),
          HostPath.of("/lib/systemd/system"));

  private static final HostPath MASK = HostPath.of("/dev/null");

  /** Some 500 on a full distribution; each container of podman or docker may add a scope. */
  private static final int FILES_MAX = 20_000;

  private static final int UNIT_BYTES_MAX = 256 * 1024;

  private static final Pattern UNIT =
      Pattern.compile("(?:.{0,255}\\.)?(?:service|slice|scope|socket|mount|swap)");

  private static final String DROP_IN_DIRECTORY = ".d";

  private final Sources sources;
  private final UnreadList unread;
  private final Map<String, HostPath> fragments = new TreeMap<>();
  private final Map<String, SortedMap<String, HostPath>> dropIns = new TreeMap<>();

  UnitProbe(Sources sources, UnreadList unread) {
    this.sources = sources;
    this.unread = unread;
  }

  List<MemoryDependent> probe(Optional<Long> totalMemory) {
    Set<HostPath> seen = new HashSet<>();
    for (HostPath directory : DIRECTORIES) {
      HostPath target = sources.resolved(directory).optional().orElse(directory);
      if (seen.add(target)) {
        collect(directory);
      }
    }
    SortedSet<String> units = new TreeSet<>(fragments.keySet());
    units.addAll(dropIns.keySet());
    return units.stream().flatMap(unit -> dependent(unit, totalMemory).stream()).toList();
  }

  private void collect(HostPath directory) {
    for (String name : unread.orNone(sources.names(directory))) {
      boolean dropInDirectory = name.endsWith(DROP_IN_DIRECTORY);
      String unit =
          dropInDirectory ? name.substring(0, name.length() - DROP_IN_DIRECTORY.length()) : name;
      if (UNIT.matcher(unit).matches() && dropInDirectory) {
        collectDropIns(unit, directory.resolve(name));
      } else if (UNIT.matcher(unit).matches() && fragments.size() < FILES_MAX) {
        fragments.putIfAbsent(unit, directory.resolve(name));
      }
    }
  }

  private void collectDropIns(String unit, HostPath directory) {
    SortedMap<String, HostPath> files = dropIns.computeIfAbsent(unit, key -> new TreeMap<>());
    for (String name : unread.orNone(sources.names(directory))) {
      if (name.endsWith(".conf") && files.size() < FILES_MAX) {
        files.putIfAbsent(name, directory.resolve(name));
      }
    }
  }

  private Optional<MemoryDependent> dependent(String unit, Optional<Long> totalMemory) {
    Optional<HostPath> fragment = Optional.ofNullable(fragments.get(unit));
    if (fragment.filter(path -> isMaskedOrAlias(unit, path)).isPresent()) {
      return Optional.empty();
    }
    List<HostPath> files = new ArrayList<>(fragment.stream().toList());
    Collection<HostPath> overrides = dropIns.getOrDefault(unit, new TreeMap<>()).values();
    files.addAll(overrides);
    Map<String, UnitFile.Assignment> settings = settings(files);
    return UnitFile.LIMITS.stream()
        .flatMap(name -> Optional.ofNullable(settings.get(name)).stream())
        .findFirst()
        .map(limit -> dependent(unit, limit, totalMemory));
  }

  /** A link to another name is that unit under a second name, which is found under its first. */
  private boolean isMaskedOrAlias(String unit, HostPath fragment) {
    HostPath target = sources.resolved(fragment).optional().orElse(fragment);
    return target.equals(MASK) || (!target.name().equals(unit) && isTemplateOf(unit, target));
  }

  /** {@code getty@tty1.service} linked to {@code getty@.service} is an instance, not an alias. */
  private static boolean isTemplateOf(String unit, HostPath target) {
    int at = unit.indexOf('@');
    return at < 0 || !target.name().startsWith(unit.substring(0, at + 1));
  }

  private Map<String, UnitFile.Assignment> settings(List<HostPath> files) {
    Map<String, UnitFile.Assignment> settings = new LinkedHashMap<>();
    for (HostPath file : files) {
      String text = unread.orElse(sources.text(file, UNIT_BYTES_MAX), "");
      for (UnitFile.Assignment assignment : UnitFile.limits(file, text)) {
        settings.remove(assignment.name());
        if (!assignment.isNone()) {
          settings.put(assignment.name(), assignment);
        }
      }
    }
    return settings;
  }

  private static MemoryDependent dependent(
      String unit, UnitFile.Assignment limit, Optional<Long> totalMemory) {
    return new MemoryDependent(
        MemoryDependent.Kind.UNIT,
        unit,
        limit.bytes(totalMemory),
        "runs without its memory limit (" + limit.text() + ")",
        new Evidence(limit.file().value(), limit.text()));
  }
}
