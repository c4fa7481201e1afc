package remediator.probe;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import remediator.fact.Evidence;
import remediator.fact.MemoryDependent;
import remediator.file.HostPath;

/**
 * Containers with a memory limit, running or not, from what their engines keep of them on disk.
 *
 * <p>Docker: {@code containers/ID/hostconfig.json} and {@code config.v2.json}. Podman, CRI-O and
 * containerd: the bundle's {@code config.json} (OCI runtime specification, linux.resources.memory).
 * LXC: {@code /var/lib/lxc/NAME/config}.
 */
final class ContainerProbe {
  /** A host runs out of memory cgroup ids long before. */
  private static final int CONTAINERS_MAX = 10_000;

  private static final List<HostPath> BUNDLE_DIRECTORIES =
      List.of(
          HostPath.of("/var/lib/containers/storage/overlay-containers"),
          HostPath.of("/var/lib/containers/storage/vfs-containers"),
          HostPath.of("/run/containers/storage/overlay-containers"),
          HostPath.of("/run/containerd/io.containerd.runtime.v2.task/k8s.io"),
          HostPath.of("/run/containerd/io.containerd.runtime.v2.task/default"),
          HostPath.of("/run/containerd/io.containerd.runtime.v1.linux/k8s.io"),
          HostPath.of("/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io"));

  private static final HostPath LXC = HostPath.of("/var/lib/lxc");
  private static final Pattern LXC_LIMIT =
      Pattern.compile("lxc\\.cgroup2?\\.memory\\.(?:limit_in_bytes|max|high)\\s*=\\s*(.{1,100})");

  private static final String LOSS = "runs without its memory limit";
  private static final String NAME_OF_CRI_O = "io.kubernetes.cri-o.Name";
  private static final String NAME_OF_CONTAINERD = "io.kubernetes.cri.container-name";

  private final Sources sources;
  private final UnreadList unread;

  /** By id, so that one found in two places counts once. */
  private final Map<String, MemoryDependent> found = new LinkedHashMap<>();

  ContainerProbe(Sources sources, UnreadList unread) {
    this.sources = sources;
    this.unread = unread;
  }

  /** Reads everything; once. */
  List<MemoryDependent> probe() {
    new DockerRoots(sources, unread).containerDirectories().forEach(this::docker);
    BUNDLE_DIRECTORIES.forEach(this::bundles);
    lxc();
    return List.copyOf(found.values());
  }

  /** The ids of the containers that were found to have a limit. */
  Set<String> limitedIds() {
    return new LinkedHashSet<>(found.keySet());
  }

  private void docker(HostPath containers) {
    for (String id : ids(containers)) {
      HostPath hostConfig = containers.resolve(id).resolve("hostconfig.json");
      json(hostConfig).ifPresent(config -> docker(containers.resolve(id), hostConfig, config));
    }
  }

  private void docker(HostPath container, HostPath hostConfig, JsonView config) {
    for (String setting : List.of("Memory", "MemoryReservation", "KernelMemory")) {
      if (!found.containsKey(container.name())) {
        dockerLimit(container, hostConfig, config, setting);
      }
    }
  }

  private void dockerLimit(
      HostPath container, HostPath hostConfig, JsonView config, String setting) {
    Optional<Long> bytes = config.size(setting);
    if (bytes.isEmpty()) {
      unread.add(hostConfig.value(), "its " + setting + " is not a number");
    }
    bytes
        .filter(limit -> limit > 0)
        .ifPresent(
            limit ->
                put(
                    container.name(),
                    dockerName(container),
                    limit,
                    new Evidence(hostConfig.value(), "\"" + setting + "\":" + limit)));
  }

  private String dockerName(HostPath container) {
    HostPath config = container.resolve("config.v2.json");
    String name = json(config).flatMap(view -> view.string("Name")).orElse("");
    String plain = name.startsWith("/") ? name.substring(1) : name;
    return plain.isEmpty() ? container.name() : plain;
  }

  private void bundles(HostPath directory) {
    Map<String, String> names = bundleNames(directory.resolve("containers.json"));
    for (String id : ids(directory)) {
      HostPath userdata = directory.resolve(id).resolve("userdata/config.json");
      HostPath plain = directory.resolve(id).resolve("config.json");
      HostPath config = sources.isThere(userdata) ? userdata : plain;
      json(config).ifPresent(view -> bundle(id, names.getOrDefault(id, id), config, view));
    }
  }

  private void bundle(String id, String name, HostPath file, JsonView config) {
    String[] path = {"linux", "resources", "memory", "limit"};
    Optional<Long> bytes = config.size(path);
    if (bytes.isEmpty()) {
      unread.add(file.value(), "its " + String.join(".", path) + " is not a number");
    }
    String shown =
        config
            .string("annotations", NAME_OF_CRI_O)
            .or(() -> config.string("annotations", NAME_OF_CONTAINERD))
            .orElse(name);
    bytes
        .filter(limit -> limit > 0)
        .ifPresent(
            limit ->
                put(
                    id,
                    shown,
                    limit,
                    new Evidence(file.value(), "\"memory\":{\"limit\":" + limit)));
  }

  /** containers/storage lists its containers with their names in one file. */
  private Map<String, String> bundleNames(HostPath list) {
    Map<String, String> names = new HashMap<>();
    Optional<JsonView> view = sources.text(list).optional().flatMap(JsonView::parse);
    if (view.isEmpty() || !view.get().root().isJsonArray()) {
      return names;
    }
    for (JsonElement element : view.get().root().getAsJsonArray()) {
      JsonView container = new JsonView(element);
      Optional<String> first =
          container
              .at("names")
              .filter(JsonElement::isJsonArray)
              .map(JsonElement::getAsJsonArray)
              .filter(array -> !array.isEmpty())
              .flatMap(array -> JsonView.text(array.get(0)));
      container.string("id").ifPresent(id -> first.ifPresent(name -> names.put(id, name)));
    }
    return names;
  }

  private void lxc() {
    for (String name : ids(LXC)) {
      HostPath config = LXC.resolve(name).resolve("config");
      unread
          .orElse(sources.text(config), "")
          .lines()
          .map(String::strip)
          .filter(line -> LXC_LIMIT.matcher(line).matches())
          .findFirst()
          .ifPresent(
              line ->
                  found.put(
                      name,
                      new MemoryDependent(
                          MemoryDependent.Kind.CONTAINER,
                          name,
                          new UnitFile.Assignment("", line.replaceFirst("[^=]*=\\s*", ""), config)
                              .bytes(Optional.empty()),
                          LOSS,
                          new Evidence(config.value(), line))));
    }
  }

  private List<String> ids(HostPath directory) {
    List<String> names = unread.orNone(sources.names(directory));
    if (names.size() > CONTAINERS_MAX) {
      unread.add(directory.value(), "only the first " + CONTAINERS_MAX + " containers were read");
    }
    return new ArrayList<>(names.subList(0, Math.min(names.size(), CONTAINERS_MAX)));
  }

  private Optional<JsonView> json(HostPath file) {
    Reading<Optional<JsonView>> parsed = sources.text(file).map(JsonView::parse);
    boolean garbage = parsed.optional().filter(Optional::isEmpty).isPresent();
    if (garbage) {
      unread.add(file.value(), "is not a JSON document");
    }
    return unread.orElse(parsed, Optional.empty());
  }

  private void put(String id, String name, long limit, Evidence evidence) {
    found.putIfAbsent(
        id,
        new MemoryDependent(
            MemoryDependent.Kind.CONTAINER, name, Optional.of(limit), LOSS, evidence));
  }
}
