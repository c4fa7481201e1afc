package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.ContainerRuntime;
import remediator.fact.MemoryDependent;
import remediator.fact.MemoryDependent.Kind;

class DependentsProbeTest {
  private static final String MEMORY = "/sys/fs/cgroup/memory";
  private static final String ID =
      "4f15211cd7a287a3b6f29b3fccbdf3eaa345e3841f6bc36464cdfe82dc8a4f46";

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void anEmptyTreeDependsOnNothingAndHidesNothing() {
    assertEquals(List.of(), tree.facts().dependents().found());
    assertEquals(List.of(), tree.facts().dependents().unread());
    assertEquals(List.of(), tree.facts().runtimes());
  }

  @Test
  void kubeletNeedsTheControllerWithoutALimit() {
    tree.file("/var/lib/kubelet/config.yaml", "kind: KubeletConfiguration\n");
    assertEquals(List.of(Kind.KUBELET), kinds());
    assertEquals("kubelet", found().get(0).name());
  }

  @Test
  void aRemovedKubeletsEmptyDirectoryIsNotAKubelet() {
    tree.directory("/etc/kubernetes").directory("/var/lib/kubelet");
    assertEquals(List.of(), kinds());
  }

  @Test
  void aNodeOfOpenShift3IsAKubelet() {
    tree.file("/etc/origin/node/node-config.yaml", "kind: NodeConfig\n");
    assertEquals(List.of(Kind.KUBELET), kinds());
  }

  @Test
  void k3sAndCriAreNamed() {
    tree.file("/usr/local/bin/k3s", "").file("/usr/bin/crio", "");
    assertEquals(List.of(Kind.KUBELET, Kind.CONTAINER_RUNTIME_INTERFACE), kinds());
  }

  @Test
  void containerdCountsWhenItHoldsPods() {
    tree.file("/usr/bin/containerd", "")
        .directory("/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes");
    assertEquals(List.of(), kinds());
    tree.directory("/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/x");
    assertEquals(List.of(Kind.CONTAINER_RUNTIME_INTERFACE), kinds());
  }

  @Test
  void cgroupsOfKnownContainersAndUnitsAreExplained() {
    tree.file("/var/lib/docker/containers/" + ID + "/hostconfig.json", "{\"Memory\":4096}")
        .file("/etc/systemd/system/db.service", "[Service]\nMemoryLimit=4K\n");
    limited("/system.slice/docker-" + ID + ".scope");
    limited("/docker/" + ID);
    limited("/system.slice/db.service");
    limited("/batch/job");
    assertEquals(List.of(Kind.CONTAINER, Kind.UNIT, Kind.CGROUP), kinds());
    assertEquals("/batch/job", found().get(2).name());
  }

  @Test
  void aContainerThatIsOnlyLimitedLiveIsStillFound() {
    tree.file("/var/lib/docker/containers/" + ID + "/hostconfig.json", "{\"Memory\":0}");
    limited("/docker/" + ID);
    assertEquals(List.of(Kind.CGROUP), kinds());
  }

  @Test
  void aJavaProcessDependsOnALimitAboveIt() {
    limited("/a");
    tree.directory(MEMORY + "/a/b").directory(MEMORY + "/ab");
    process("10", "java", "5:memory:/a/b\n1:name=systemd:/x\n");
    process("11", "java", "5:memory:/ab\n");
    process("12", "java", "5:cpu,memory:/\n");
    process("13", "javac", "5:memory:/a\n");
    assertEquals(List.of(Kind.CGROUP, Kind.JVM), kinds());
    assertEquals("java, pid 10 in /a/b", found().get(1).name());
  }

  @Test
  void whatMayNotBeReadIsNoted() {
    tree.file("/var/lib/docker/containers/" + ID + "/hostconfig.json", "{\"Memory\":4096}")
        .denied("/var/lib/docker");
    assertEquals(
        List.of("/var/lib/docker/containers", "/var/lib/docker"),
        tree.facts().dependents().unread().stream()
            .map(u -> u.source())
            .sorted((a, b) -> b.compareTo(a))
            .toList());
  }

  @Test
  void aRunningRuntimeIsToldFromAnInstalledOne() {
    tree.file("/usr/bin/dockerd", "").file("/usr/bin/podman", "");
    process("9", "dockerd", "");
    List<ContainerRuntime> runtimes = tree.facts().runtimes();
    assertEquals(List.of("docker", "podman"), runtimes.stream().map(r -> r.name()).toList());
    assertEquals(List.of(true, false), runtimes.stream().map(r -> r.running()).toList());
    assertEquals("/proc/9/comm", runtimes.get(0).evidence().source());
  }

  @Test
  void aPidFileMeansRunningToo() {
    tree.file("/run/docker.pid", "77");
    assertEquals(List.of(true), tree.facts().runtimes().stream().map(r -> r.running()).toList());
  }

  private void limited(String cgroup) {
    tree.file(MEMORY + cgroup + "/memory.limit_in_bytes", "4096\n");
  }

  private void process(String pid, String command, String cgroup) {
    tree.file("/proc/" + pid + "/comm", command + "\n").file("/proc/" + pid + "/cgroup", cgroup);
  }

  private List<Kind> kinds() {
    return found().stream().map(MemoryDependent::kind).toList();
  }

  private List<MemoryDependent> found() {
    return tree.facts().dependents().found();
  }
}
