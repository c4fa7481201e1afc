package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.probe.OsProbeTest.assertUnknown;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.CgroupMode;

class CgroupTreeTest {
  private static final String NO_LIMIT = "9223372036854771712\n";
  private static final String MEMORY = "/sys/fs/cgroup/memory";

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void theModeIsReadFromTheMounts() {
    assertEquals(Optional.empty(), mode());
    mounts("sysfs /sys sysfs rw 0 0\n");
    assertEquals(Optional.of(CgroupMode.NONE), mode());
    mounts("cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0\n");
    assertEquals(Optional.of(CgroupMode.V1), mode());
    mounts("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n");
    assertEquals(Optional.of(CgroupMode.V2), mode());
    mounts("cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0\ncgroup /c cgroup rw,cpu,cpuacct 0 0\n");
    assertEquals(Optional.of(CgroupMode.HYBRID), mode());
    mounts("cgroup /sys/fs/cgroup/systemd cgroup rw,name=systemd 0 0\n");
    assertEquals(Optional.of(CgroupMode.NONE), mode());
  }

  @Test
  void brokenLinesOfMountsAreSkipped() {
    mounts("\n \377\ncgroup memory cgroup memory 0 0\ncgroup2 /u cgroup2 rw 0 0\n");
    assertEquals(Optional.of(CgroupMode.V2), mode());
  }

  @Test
  void directoriesAreCountedWithTheRoot() {
    v1("").file(MEMORY + "/tasks", "").file(MEMORY + "/memory.stat", "");
    v1("/system.slice").directory(MEMORY + "/system.slice/a.service");
    assertEquals(Optional.of(3L), walk().directories().optional());
  }

  @Test
  void aServiceCalledLikeAControllerIsStillADirectory() {
    v1("").directory(MEMORY + "/memory.service").directory(MEMORY + "/cpu.slice");
    assertEquals(Optional.of(3L), walk().directories().optional());
  }

  @Test
  void linksAreNotFollowed() {
    v1("").link(MEMORY + "/loop", "../memory");
    assertEquals(Optional.of(1L), walk().directories().optional());
  }

  @Test
  void theMountWinsOverTheUsualPlace() {
    mounts("cgroup /cgroup/with\\040blank cgroup rw,memory 0 0\n");
    tree.directory("/cgroup/with blank/a").directory(MEMORY + "/b/c/d");
    assertEquals(Optional.of(2L), walk().directories().optional());
  }

  @Test
  void limitsAreThoseBelowUnlimited() {
    v1("").file(MEMORY + "/memory.limit_in_bytes", NO_LIMIT);
    v1("/a").file(MEMORY + "/a/memory.limit_in_bytes", "1048576\n");
    v1("/b").file(MEMORY + "/b/memory.limit_in_bytes", "9223372036854775807\n");
    v1("/c").file(MEMORY + "/c/memory.limit_in_bytes", "garbage\n");
    assertEquals(List.of("/a"), walk().limited().stream().map(l -> l.cgroup()).toList());
    assertEquals(1048576L, walk().limited().get(0).limitBytes());
  }

  @Test
  void whatTheRootHasIsNoLimitOnThirtyTwoBitKernels() {
    v1("").file(MEMORY + "/memory.limit_in_bytes", "8796093018112\n");
    v1("/a").file(MEMORY + "/a/memory.limit_in_bytes", "8796093018112\n");
    assertEquals(List.of(), walk().limited());
  }

  @Test
  void v2LimitsAreMaxAndHigh() {
    mounts("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n");
    tree.file("/sys/fs/cgroup/a/memory.max", "max\n")
        .file("/sys/fs/cgroup/a/memory.high", "4096\n")
        .file("/sys/fs/cgroup/b/memory.max", "8192\n");
    assertEquals(
        List.of(4096L, 8192L), walk().limited().stream().map(l -> l.limitBytes()).toList());
    assertUnknown("no v1 memory hierarchy", walk().kernelMemoryUsage());
  }

  @Test
  void theLargestKernelMemoryOfACgroupWithTasksCounts() {
    v1("")
        .file(MEMORY + "/memory.kmem.usage_in_bytes", "999999\n")
        .file(MEMORY + "/cgroup.procs", "1\n");
    kernelMemory("/idle", "5000", "");
    kernelMemory("/a", "10", "7\n");
    kernelMemory("/b", "30", "8\n");
    kernelMemory("/c", "20", "9\n");
    assertEquals(Optional.of(30L), walk().kernelMemoryUsage().optional());
  }

  @Test
  void kernelMemoryIsUnknownWithoutATaskBelowTheRoot() {
    v1("/idle").file(MEMORY + "/idle/memory.kmem.usage_in_bytes", "1\n");
    assertUnknown("holds tasks", walk().kernelMemoryUsage());
  }

  @Test
  void aDirectoryThatMayNotBeListedMakesTheCountUnknown() {
    v1("/secret/inner").denied(MEMORY + "/secret");
    assertUnknown("permission denied", walk().directories());
    assertTrue(walk().unread().isPresent());
  }

  private Tree v1(String cgroup) {
    return tree.directory(MEMORY + cgroup);
  }

  private void kernelMemory(String cgroup, String bytes, String tasks) {
    v1(cgroup)
        .file(MEMORY + cgroup + "/memory.kmem.usage_in_bytes", bytes + "\n")
        .file(MEMORY + cgroup + "/cgroup.procs", tasks);
  }

  private void mounts(String text) {
    tree.file("/proc/mounts", text);
  }

  private Optional<CgroupMode> mode() {
    return CgroupMounts.mode(CgroupMounts.probe(tree.sources())).optional();
  }

  private CgroupTree walk() {
    Sources sources = tree.sources();
    return CgroupTree.walk(sources, CgroupMounts.probe(sources));
  }
}
