package remediator.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.file.HostPath;

/**
 * Where dockerd keeps its containers: {@code data-root} (once {@code graph}) of daemon.json, the
 * same as an option of the service, and its default (dockerd(8)); with {@code userns-remap} one
 * level deeper.
 */
final class DockerRoots {
  private static final HostPath DEFAULT = HostPath.of("/var/lib/docker");
  private static final HostPath SNAP = HostPath.of("/var/snap/docker/common/var-lib-docker");
  private static final HostPath DAEMON = HostPath.of("/etc/docker/daemon.json");
  private static final HostPath DROP_INS = HostPath.of("/etc/systemd/system/docker.service.d");

  private static final List<HostPath> OPTIONS =
      List.of(
          HostPath.of("/etc/sysconfig/docker"),
          HostPath.of("/etc/sysconfig/docker-storage"),
          HostPath.of("/etc/default/docker"),
          HostPath.of("/etc/systemd/system/docker.service"),
          HostPath.of("/usr/lib/systemd/system/docker.service"),
          HostPath.of("/lib/systemd/system/docker.service"));

  private static final Pattern ROOT_OPTION =
      Pattern.compile("(?:--data-root|--graph|\\s-g)[= ]([/][^\\s\"'\\\\\\x00]{0,4000})");

  /** With userns-remap the daemon keeps everything in a directory named UID.GID. */
  private static final Pattern REMAPPED = Pattern.compile("[0-9]{1,10}\\.[0-9]{1,10}");

  private final Sources sources;
  private final UnreadList unread;

  DockerRoots(Sources sources, UnreadList unread) {
    this.sources = sources;
    this.unread = unread;
  }

  /** Directories that hold one directory per container. */
  List<HostPath> containerDirectories() {
    List<HostPath> directories = new ArrayList<>();
    for (HostPath root : roots()) {
      if (isConfigured(root) && !sources.isThere(root)) {
        unread.add(root.value(), "is configured as Docker's data root and is not there");
      }
      directories.add(root.resolve("containers"));
      for (String name : unread.orNone(sources.names(root))) {
        if (REMAPPED.matcher(name).matches()) {
          directories.add(root.resolve(name).resolve("containers"));
        }
      }
    }
    return directories;
  }

  /** The usual ones may be missing where nothing ever ran; a chosen one may not be mounted. */
  private static boolean isConfigured(HostPath root) {
    return !root.equals(DEFAULT) && !root.equals(SNAP);
  }

  private Set<HostPath> roots() {
    Set<HostPath> roots = new LinkedHashSet<>(List.of(DEFAULT, SNAP));
    Reading<Optional<JsonView>> daemon = sources.text(DAEMON).map(JsonView::parse);
    if (daemon.optional().filter(Optional::isEmpty).isPresent()) {
      unread.add(DAEMON.value(), "is not a JSON document");
    }
    unread
        .orElse(daemon, Optional.empty())
        .flatMap(view -> view.string("data-root").or(() -> view.string("graph")))
        .filter(root -> root.startsWith("/") && root.indexOf('\0') < 0)
        .ifPresent(root -> roots.add(HostPath.of(root)));
    List<HostPath> files = new ArrayList<>(OPTIONS);
    sources.namesOrNone(DROP_INS).forEach(name -> files.add(DROP_INS.resolve(name)));
    for (HostPath file : files) {
      Matcher option = ROOT_OPTION.matcher(sources.text(file).optional().orElse(""));
      while (option.find()) {
        roots.add(HostPath.of(option.group(1)));
      }
    }
    return roots;
  }
}
