package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static remediator.probe.OsProbeTest.assertUnknown;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.CgroupController;
import remediator.fact.CgroupMode;
import remediator.fact.Fact;
import remediator.fact.MemoryFigures;

class MemoryProbeTest {
  private static final Fact<String> OLD = Fact.known("3.10.0-514.el7.x86_64", "", "");
  private static final Fact<String> NEW = Fact.known("6.12.0-55.el10.x86_64", "", "");
  private static final Fact<CgroupMode> V1 = Fact.known(CgroupMode.V1, "", "");
  private static final Fact<CgroupMode> V2 = Fact.known(CgroupMode.V2, "", "");
  private static final String CGROUPS = "#subsys_name\thierarchy\tnum_cgroups\tenabled\n";

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void meminfoIsBytesWithItsLine() {
    tree.file("/proc/meminfo", "MemTotal:        1024392 kB\nSlab: 2 kB\nSUnreclaim:\t1 kB\n");
    MemoryFigures figures = figures();
    assertEquals(
        Fact.known(1024392L * 1024, "/proc/meminfo", "MemTotal:        1024392 kB"),
        figures.total());
    assertEquals(Optional.of(2048L), figures.slab().optional());
    assertEquals(Optional.of(1024L), figures.slabUnreclaimable().optional());
  }

  @Test
  void brokenMeminfoIsUnknownNotZero() {
    tree.file("/proc/meminfo", "MemTotal: many kB\nSlab: 99999999999999999999 kB\n");
    MemoryFigures figures = figures();
    assertUnknown("holds no number", figures.total());
    assertUnknown("holds no number", figures.slab());
    assertUnknown("has no line SUnreclaim", figures.slabUnreclaimable());
  }

  @Test
  void theMemoryRowIsReadExactly() {
    tree.file("/proc/cgroups", CGROUPS + "memory_other\t1\t1\t1\nmemory\t6\t42\t0\n");
    assertEquals(
        Optional.of(Optional.of(new CgroupController("memory", 6, 42, false))),
        figures().memoryController().optional());
  }

  @Test
  void aMissingRowIsKnownToBeMissing() {
    tree.file("/proc/cgroups", CGROUPS + "cpu\t1\t1\t1\n");
    assertEquals(Optional.of(Optional.empty()), figures().memoryController().optional());
  }

  @Test
  void garbageInCgroupsIsUnknown() {
    tree.file("/proc/cgroups", "memory\t6\t42\t0\n");
    assertUnknown("not a list of controllers", figures().memoryController());
    tree.file("/proc/cgroups", CGROUPS + "memory\t6\n");
    assertUnknown("three numbers", figures().memoryController());
  }

  @Test
  void onANewV2HostTheKernelIsNotMadeToLog() {
    tree.file("/proc/cgroups", CGROUPS + "memory\t0\t1\t1\n");
    assertUnknown("not read", controller(true, NEW, V2));
    assertUnknown("not read", controller(true, NEW, Fact.unknown("/proc/mounts", "denied")));
    assertEquals(true, controller(true, OLD, V2).isKnown());
    assertEquals(true, controller(true, NEW, V1).isKnown());
    assertEquals(true, controller(false, NEW, V2).isKnown());
  }

  @Test
  void slabNamesOfOneCgroupAreCounted() {
    tree.directory("/sys/kernel/slab/dentry")
        .directory("/sys/kernel/slab/dentry(41:docker-a b.scope)")
        .directory("/sys/kernel/slab/kmalloc-64(41:x)")
        .directory("/sys/kernel/slab/kmalloc-64(42:x)")
        .directory("/sys/kernel/slab/:t-0000064")
        .directory("/sys/kernel/slab/odd(x:y)")
        .directory("/sys/kernel/slab/odd(:y)");
    assertEquals(Optional.of(3L), figures().perCgroupSlabCaches().optional());
    assertEquals(Optional.of(2L), figures().slabCacheOwners().optional());
  }

  @Test
  void slabinfoRowsAreCountedByName() {
    tree.file(
        "/proc/slabinfo",
        """
        slabinfo - version: 2.1
        # name            <active_objs> <num_objs> <objsize>
        ip6_dst_cache(0:18479a49)      0      0    448
        dentry(7:a b)      3      3    448
        kmalloc-cg-64      9     9     64
        kmalloc-64         9     9     64
        """);
    assertEquals(Optional.of(2L), figures().perCgroupSlabRows().optional());
    assertEquals(Optional.of(1L), figures().accountedSlabCaches().optional());
  }

  @Test
  void slabinfoThatIsNoneOrDeniedIsUnknown() {
    tree.file("/proc/slabinfo", "nothing\n");
    assertUnknown("not a list of slab caches", figures().perCgroupSlabRows());
    tree.denied("/proc/slabinfo").denied("/sys/kernel/slab").directory("/sys/kernel/slab");
    assertUnknown("permission denied", figures().perCgroupSlabRows());
    assertUnknown("permission denied", figures().perCgroupSlabCaches());
  }

  @Test
  void aHundredThousandRowsAreStreamed() {
    tree.file(
        "/proc/slabinfo",
        "slabinfo - version: 2.1\n" + "kmalloc-64(1:abcdef)  1 1 1\n".repeat(100_000));
    assertEquals(Optional.of(100_000L), figures().perCgroupSlabRows().optional());
  }

  private MemoryFigures figures() {
    return probe(false, OLD, V1);
  }

  private Fact<Optional<CgroupController>> controller(
      boolean live, Fact<String> release, Fact<CgroupMode> mode) {
    return probe(live, release, mode).memoryController();
  }

  private MemoryFigures probe(boolean live, Fact<String> release, Fact<CgroupMode> mode) {
    Sources sources = tree.sources();
    CgroupTree cgroups = CgroupTree.walk(sources, CgroupMounts.probe(sources));
    return new MemoryProbe(sources, live).probe(release, mode, cgroups);
  }
}
