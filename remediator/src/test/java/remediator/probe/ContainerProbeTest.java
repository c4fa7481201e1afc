package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.MemoryDependent;

class ContainerProbeTest {
  private static final String DOCKER = "/var/lib/docker/containers/";
  private static final String PODMAN = "/var/lib/containers/storage/overlay-containers/";

  @TempDir Path directory;
  private Tree tree;
  private final UnreadList unread = new UnreadList();

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void aDockerContainerWithALimitIsNamed() {
    docker("aaa", "/web", "{\"Memory\":1048576}");
    MemoryDependent web = probe().get(0);
    assertEquals("web", web.name());
    assertEquals(Optional.of(1048576L), web.limitBytes());
    assertEquals("\"Memory\":1048576", web.evidence().excerpt());
  }

  @Test
  void everyKindOfLimitCountsAndNoneIsNone() {
    docker("a", "/reserved", "{\"Memory\":0,\"MemoryReservation\":7}");
    docker("b", "/kernel", "{\"Memory\":0,\"KernelMemory\":8}");
    docker("c", "/free", "{\"Memory\":0,\"MemoryReservation\":null,\"KernelMemory\":-1}");
    docker("d", "/bare", "{}");
    assertEquals(List.of("reserved", "kernel"), names());
  }

  @Test
  void aNameIsUtf8BytesHoweverTheDocumentWritesIt() {
    docker("a", "/\\u00e9", "{\"Memory\":1}");
    docker("b", "/\303\251", "{\"Memory\":1}");
    assertEquals(List.of("\303\251", "\303\251"), names());
  }

  @Test
  void withoutItsNameAContainerIsCalledByItsId() {
    tree.file(DOCKER + "abc/hostconfig.json", "{\"Memory\":1}");
    assertEquals(List.of("abc"), names());
  }

  @Test
  void dataRootIsFollowedWhereverItIsSet() {
    tree.file("/etc/docker/daemon.json", "{\"data-root\":\"/srv/d1\"}")
        .file("/etc/sysconfig/docker", "OPTIONS='--graph=/srv/d2 --selinux'\n")
        .file(
            "/etc/systemd/system/docker.service.d/root.conf",
            "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --data-root /srv/d3 -H fd://\n")
        .file("/srv/d1/containers/a/hostconfig.json", "{\"Memory\":1}")
        .file("/srv/d2/containers/b/hostconfig.json", "{\"Memory\":1}")
        .file("/srv/d3/containers/c/hostconfig.json", "{\"Memory\":1}")
        .file("/srv/d3/100000.100000/containers/d/hostconfig.json", "{\"Memory\":1}");
    assertEquals(List.of("a", "b", "c", "d"), names());
  }

  @Test
  void aConfiguredDataRootThatIsNotThereIsNoted() {
    tree.file("/etc/docker/daemon.json", "{\"data-root\":\"/srv/unmounted\"}");
    assertEquals(List.of(), names());
    assertEquals("/srv/unmounted", unread.entries().get(0).source());
  }

  @Test
  void aDefaultDataRootThatIsNotThereHidesNothing() {
    assertEquals(List.of(), names());
    assertEquals(List.of(), unread.entries());
  }

  @Test
  void aBrokenDaemonConfigurationIsNoted() {
    tree.file("/etc/docker/daemon.json", "{,");
    assertEquals(List.of(), names());
    assertEquals("/etc/docker/daemon.json", unread.entries().get(0).source());
  }

  @Test
  void podmanNamesComeFromItsList() {
    tree.file(PODMAN + "containers.json", "[{\"id\":\"x1\",\"names\":[\"db\"]},{\"id\":7}]")
        .file(PODMAN + "x1/userdata/config.json", oci("\"limit\":4096"))
        .file(PODMAN + "x2/userdata/config.json", oci(""));
    assertEquals(List.of("db"), names());
    assertEquals(List.of(), unread.entries());
  }

  @Test
  void runtimeBundlesNameThemselves() {
    tree.file(
        "/run/containerd/io.containerd.runtime.v2.task/k8s.io/x/config.json",
        "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"api\"},\"linux\":{\"resources\":"
            + "{\"memory\":{\"limit\":9}}}}");
    assertEquals(List.of("api"), names());
  }

  @Test
  void lxcLimitsAreRead() {
    tree.file("/var/lib/lxc/box/config", "# x\nlxc.cgroup.memory.limit_in_bytes = 512M\n");
    assertEquals(Optional.of(536870912L), probe().get(0).limitBytes());
  }

  @Test
  void brokenDocumentsAreNotedAndTheOthersAreRead() {
    docker("a", "/x", "{\"Memory\":");
    docker("b", "/y", "{\"Memory\":\"much\"}");
    docker("c", "/z", "{\"Memory\":1}");
    tree.file(DOCKER + "d/hostconfig.json", "[".repeat(100_000));
    tree.file(DOCKER + "e/hostconfig.json", "7");
    assertEquals(List.of("z"), names());
    assertEquals(
        List.of("a", "b", "d", "e"),
        unread.entries().stream().map(u -> u.source().split("/", -1)[5]).toList());
  }

  @Test
  void aDocumentOverTheBoundIsNotedNotRead() {
    tree.file(DOCKER + "a/hostconfig.json", " ".repeat(Sources.TEXT_BYTES_MAX) + "{}");
    assertEquals(List.of(), names());
    assertEquals(1, unread.entries().size());
  }

  @Test
  void aDirectoryThatMayNotBeListedIsNoted() {
    docker("a", "/x", "{\"Memory\":1}");
    tree.denied("/var/lib/docker");
    assertEquals(List.of(), names());
    assertEquals("/var/lib/docker", unread.entries().get(0).source().substring(0, 15));
  }

  private void docker(String id, String name, String hostConfig) {
    tree.file(DOCKER + id + "/hostconfig.json", hostConfig)
        .file(DOCKER + id + "/config.v2.json", "{\"Name\":\"" + name + "\"}");
  }

  private static String oci(String memory) {
    return "{\"linux\":{\"resources\":{\"memory\":{" + memory + "}}}}";
  }

  private List<String> names() {
    return probe().stream().map(MemoryDependent::name).toList();
  }

  private List<MemoryDependent> probe() {
    return new ContainerProbe(tree.sources(), unread).probe();
  }
}
