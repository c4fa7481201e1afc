package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import remediator.fact.ContainerRuntime;
import remediator.fact.Evidence;
import remediator.file.HostPath;

/** Container runtimes and node agents that are installed or run here, by their files and names. */
final class RuntimeProbe {
  private static final HostPath DOCUMENTATION = HostPath.of("/usr/share/doc");

  /**
   * What gives one of them away.
   *
   * @param commands names of its processes
   * @param pidFiles files it keeps while it runs
   * @param files files of its package or of a node that has joined a cluster
   */
  private record Trace(
      String title, List<String> commands, List<String> pidFiles, List<String> files) {}

  private static final List<Trace> TRACES =
      List.of(
          new Trace(
              "docker",
              List.of("dockerd", "dockerd-current"),
              List.of("/run/docker.pid", "/var/run/docker.pid"),
              List.of(
                  "/usr/bin/dockerd",
                  "/usr/bin/dockerd-current",
                  "/usr/sbin/dockerd",
                  "/usr/local/bin/dockerd",
                  "/usr/bin/docker-current",
                  "/snap/bin/docker",
                  "/lib/systemd/system/docker.service",
                  "/etc/systemd/system/docker.service")),
          new Trace(
              "containerd",
              List.of("containerd"),
              List.of(),
              List.of("/usr/bin/containerd", "/usr/local/bin/containerd", "/usr/sbin/containerd")),
          new Trace(
              "cri-o",
              List.of("crio"),
              List.of(),
              List.of("/usr/bin/crio", "/usr/local/bin/crio", "/etc/crio/crio.conf")),
          new Trace("podman", List.of("podman"), List.of(), List.of("/usr/bin/podman")),
          new Trace(
              "kubelet",
              List.of("kubelet", "hyperkube"),
              List.of(),
              List.of(
                  "/usr/bin/kubelet",
                  "/usr/local/bin/kubelet",
                  "/opt/bin/kubelet",
                  "/etc/systemd/system/kubelet.service",
                  "/usr/lib/systemd/system/kubelet.service",
                  "/lib/systemd/system/kubelet.service",
                  "/var/lib/kubelet/config.yaml",
                  "/var/lib/kubelet/kubeadm-flags.env",
                  "/etc/kubernetes/kubelet.conf",
                  "/etc/kubernetes/bootstrap-kubelet.conf",
                  "/usr/local/bin/rke2",
                  "/usr/bin/rke2",
                  "/snap/bin/microk8s",
                  "/etc/systemd/system/snap.microk8s.daemon-kubelite.service",
                  "/etc/systemd/system/snap.microk8s.daemon-kubelet.service",
                  "/etc/origin/node/node-config.yaml",
                  "/etc/systemd/system/origin-node.service",
                  "/usr/lib/systemd/system/origin-node.service",
                  "/etc/systemd/system/atomic-openshift-node.service",
                  "/usr/lib/systemd/system/atomic-openshift-node.service")),
          new Trace(
              "k3s",
              List.of("k3s", "k3s-server", "k3s-agent"),
              List.of(),
              List.of(
                  "/usr/local/bin/k3s",
                  "/usr/bin/k3s",
                  "/etc/systemd/system/k3s.service",
                  "/etc/systemd/system/k3s-agent.service")),
          new Trace(
              "lxd",
              List.of("lxd", "incusd"),
              List.of(),
              List.of("/usr/bin/lxd", "/snap/bin/lxd", "/usr/bin/incusd")));

  private final Sources sources;
  private final ProcessTable processes;

  RuntimeProbe(Sources sources, ProcessTable processes) {
    this.sources = sources;
    this.processes = processes;
  }

  List<ContainerRuntime> probe() {
    List<ContainerRuntime> runtimes = new ArrayList<>();
    for (Trace trace : TRACES) {
      runtime(trace).ifPresent(runtimes::add);
    }
    return runtimes;
  }

  private Optional<ContainerRuntime> runtime(Trace trace) {
    Optional<Evidence> running =
        processes
            .named(trace.commands())
            .map(process -> new Evidence(process.file("comm").value(), process.command()))
            .or(() -> first(trace.pidFiles(), "the pid file is there"));
    Optional<Evidence> evidence = running.or(() -> first(trace.files(), "the file is there"));
    return evidence.map(
        found ->
            new ContainerRuntime(
                trace.title(), running.isPresent(), version(trace.title()), found));
  }

  private Optional<Evidence> first(List<String> paths, String excerpt) {
    return sources
        .firstThere(paths.stream().map(HostPath::of).toList())
        .map(path -> new Evidence(path.value(), excerpt));
  }

  /** Red Hat's packages until 7 keep their documents in a directory named package-version. */
  private Optional<String> version(String name) {
    Pattern versioned = Pattern.compile(name + "(?:-ce|-engine|-io)?-([0-9][0-9A-Za-z.]{0,40})");
    return sources.namesOrNone(DOCUMENTATION).stream()
        .map(versioned::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .findFirst();
  }
}
