package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.fact.Fact;

class LoadableModulesTest {
  private static final String RELEASE = "6.1.0-28-amd64";

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void namesAreThoseOfTheListInTheKernelsSpelling() {
    tree.file(
        "/lib/modules/" + RELEASE + "/modules.dep",
        """
        kernel/arch/x86/kvm/kvm-intel.ko: kernel/arch/x86/kvm/kvm.ko
        kernel/fs/ext4/ext4.ko.xz: kernel/lib/crc16.ko.xz
        extra/nvidia.ko.zst:
        no colon here.ko
        kernel/strange:
        """);
    assertEquals(Optional.of(Set.of("kvm_intel", "ext4", "nvidia")), modules(RELEASE).optional());
  }

  @Test
  void theListMayLieBelowUsr() {
    tree.file("/usr/lib/modules/" + RELEASE + "/modules.dep", "a/b.ko:\n");
    assertEquals(Optional.of(Set.of("b")), modules(RELEASE).optional());
  }

  @Test
  void anEmptyListIsAnAnswerAndNoListIsNone() {
    assertFalse(modules(RELEASE).isKnown());
    tree.file("/lib/modules/" + RELEASE + "/modules.dep", "");
    assertEquals(Optional.of(Set.of()), modules(RELEASE).optional());
  }

  @Test
  void whatMayNotBeReadIsUnknown() {
    tree.file("/lib/modules/" + RELEASE + "/modules.dep", "a/b.ko:\n").denied("/lib/modules");
    assertFalse(modules(RELEASE).isKnown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../etc", "a/b", ".hidden"})
  void aReleaseIsNoPath(String release) {
    tree.file("/lib/modules/modules.dep", "a/b.ko:\n").file("/lib/modules.dep", "a/b.ko:\n");
    assertFalse(modules(release).isKnown());
  }

  private Fact<Set<String>> modules(String release) {
    return new LoadableModules(tree.sources()).of(release);
  }
}
