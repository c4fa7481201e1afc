package remediator.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import remediator.fact.ContainerRuntime;
import remediator.fact.Evidence;
import remediator.fact.MemoryDependent;
import remediator.fact.MemoryDependent.Kind;
import remediator.fact.MemoryDependents;
import remediator.file.HostPath;

/**
 * Everything on the host that loses by giving up the memory controller.
 *
 * <p>Node agents that refuse to start, containers and units with limits, cgroups with limits that
 * none of these explains, and Java processes that take their size from a limit.
 */
final class DependentsProbe {
  /** The CRI plugin of containerd keeps pods here; Docker's own containerd has it switched off. */
  private static final List<HostPath> CRI_STATE =
      List.of(
          HostPath.of("/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes"),
          HostPath.of("/var/lib/containerd/io.containerd.grpc.v1.cri/containers"));

  private static final int CRI_SHOWN_MAX = 1;

  private final Sources sources;
  private final ProcessTable processes;
  private final UnreadList unread = new UnreadList();

  DependentsProbe(Sources sources, ProcessTable processes) {
    this.sources = sources;
    this.processes = processes;
  }

  MemoryDependents probe(
      List<ContainerRuntime> runtimes, CgroupTree tree, Optional<Long> totalMemory) {
    List<MemoryDependent> found = new ArrayList<>();
    runtimes.forEach(runtime -> agent(runtime).ifPresent(found::add));
    found.addAll(containerRuntimeInterface());
    ContainerProbe containers = new ContainerProbe(sources, unread);
    found.addAll(containers.probe());
    List<MemoryDependent> units = new UnitProbe(sources, unread).probe(totalMemory);
    found.addAll(units);
    Set<String> explained = new TreeSet<>(containers.limitedIds());
    units.forEach(unit -> explained.add(unit.name()));
    found.addAll(cgroups(tree, explained));
    found.addAll(new ConfiguredCgroups(sources, unread).probe());
    found.addAll(javaProcesses(tree));
    tree.unread().ifPresent(unknown -> unread.add(unknown.source(), unknown.reason()));
    found.sort(Comparator.comparing(MemoryDependent::kind));
    return new MemoryDependents(found, unread.entries());
  }

  private static Optional<MemoryDependent> agent(ContainerRuntime runtime) {
    return switch (runtime.name()) {
      case "kubelet" ->
          Optional.of(agent(Kind.KUBELET, runtime, "does not start: it requires the controller"));
      case "k3s" ->
          Optional.of(
              agent(Kind.KUBELET, runtime, "does not start: \"failed to find memory cgroup\""));
      case "cri-o" ->
          Optional.of(
              agent(
                  Kind.CONTAINER_RUNTIME_INTERFACE,
                  runtime,
                  "cannot start containers that have a memory limit"));
      default -> Optional.empty();
    };
  }

  private static MemoryDependent agent(Kind kind, ContainerRuntime runtime, String loss) {
    return new MemoryDependent(kind, runtime.name(), Optional.empty(), loss, runtime.evidence());
  }

  private List<MemoryDependent> containerRuntimeInterface() {
    return CRI_STATE.stream()
        .filter(directory -> !unread.orNone(sources.names(directory)).isEmpty())
        .limit(CRI_SHOWN_MAX)
        .map(
            directory ->
                new MemoryDependent(
                    Kind.CONTAINER_RUNTIME_INTERFACE,
                    "containerd",
                    Optional.empty(),
                    "cannot start pods that have a memory limit",
                    new Evidence(directory.value(), "holds pods")))
        .toList();
  }

  private static List<MemoryDependent> cgroups(CgroupTree tree, Set<String> explained) {
    return tree.limited().stream()
        .filter(limited -> !isExplained(limited.cgroup(), explained))
        .map(
            limited ->
                new MemoryDependent(
                    Kind.CGROUP,
                    limited.cgroup(),
                    Optional.of(limited.limitBytes()),
                    "loses its memory limit",
                    new Evidence(limited.file().value(), Long.toString(limited.limitBytes()))))
        .toList();
  }

  /**
   * A component of the path that is a unit, a container's id, or an engine's word around the id
   * ({@code docker-ID.scope}, {@code cri-containerd-ID.scope}).
   */
  private static boolean isExplained(String cgroup, Set<String> explained) {
    String name = cgroup.substring(cgroup.lastIndexOf('/') + 1);
    String bare = name.endsWith(".scope") ? name.substring(0, name.length() - 6) : name;
    String id = bare.substring(bare.lastIndexOf('-') + 1);
    return explained.contains(name) || explained.contains(id);
  }

  private List<MemoryDependent> javaProcesses(CgroupTree tree) {
    List<MemoryDependent> found = new ArrayList<>();
    for (ProcessTable.Entry process : processes.processes()) {
      if (process.command().equals("java")) {
        javaProcess(process, tree).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<MemoryDependent> javaProcess(ProcessTable.Entry process, CgroupTree tree) {
    Optional<String> cgroup = ProcessTable.memoryCgroup(sources, process);
    return cgroup.flatMap(
        path ->
            tree.limited().stream()
                .filter(limited -> (path + "/").startsWith(limited.cgroup() + "/"))
                .min(Comparator.comparing(CgroupTree.Limited::limitBytes))
                .map(
                    limited ->
                        new MemoryDependent(
                            Kind.JVM,
                            "java, pid " + process.pid() + " in " + path,
                            Optional.of(limited.limitBytes()),
                            "takes its heap size from the host's memory instead of its limit",
                            new Evidence(process.file("cgroup").value(), path))));
  }
}
