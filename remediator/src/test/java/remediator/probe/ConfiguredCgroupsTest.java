package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.MemoryDependent;

class ConfiguredCgroupsTest {
  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void aGroupOfLibcgroupWithALimitIsNamed() {
    tree.file(
        "/etc/cgconfig.conf",
        """
        #group no { memory { memory.limit_in_bytes = 1G; } }
        group free { cpu { cpu.shares = 10; } }
        group db {
          memory {
            memory.limit_in_bytes = 1G;
            memory.memsw.limit_in_bytes = 2G;
          }
        }
        """);
    assertEquals(List.of("db"), names());
    assertEquals(Optional.of(1L << 30), found().get(0).limitBytes());
  }

  @Test
  void everyFileOfTheDirectoryCounts() {
    tree.file("/etc/cgconfig.d/a.conf", "group a { memory { memory.limit_in_bytes=5; } }\n")
        .file("/etc/cgconfig.d/a.conf.rpmsave", "group b { memory { memory.limit_in_bytes=5; } }");
    assertEquals(List.of("a"), names());
  }

  @Test
  void noLimitIsNone() {
    tree.file("/etc/cgconfig.conf", "group a { memory { memory.limit_in_bytes = -1; } }\n");
    assertEquals(List.of(), names());
  }

  @Test
  void slurmThatConstrainsMemoryDependsOnIt() {
    tree.file("/etc/slurm/cgroup.conf", "ConstrainCores=yes\nConstrainRAMSpace=Yes # jobs\n");
    assertEquals(List.of("slurm jobs"), names());
    tree.file("/etc/slurm/cgroup.conf", "ConstrainCores=yes\nConstrainRAMSpace=no\n");
    assertEquals(List.of(), names());
  }

  private List<String> names() {
    return found().stream().map(MemoryDependent::name).toList();
  }

  /** Through the whole host, so that nobody forgets to ask. */
  private List<MemoryDependent> found() {
    return tree.facts().dependents().found();
  }
}
