package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.kernelimage.Vocabulary.Knowledge;

class VocabularyTest {
  private static final List<BootParameter> ROWS =
      List.of(
          early("mem"),
          early("quiet"),
          late("root="),
          late("ro"),
          late("rw"),
          late("rootwait"),
          late("console="),
          late("noresume"),
          late("slub_debug"),
          late("xive=off"),
          late("no-kvmclock"),
          new BootParameter("cgroup.memory=", false, false, List.of("nosocket", "vendor")),
          late("cgroup_disable="),
          late("cgroup_no_v1="),
          new BootParameter("hda=", false, true, List.of()),
          new BootParameter("nohlt", false, true, List.of()));

  private static final Vocabulary WORDS =
      vocabulary(Optional.of(List.of("panic", "rcutree.blimit")));

  @ParameterizedTest
  @CsvSource({
    "mem=1G, KNOWN",
    "mem, KNOWN",
    "quiet=0, KNOWN",
    "quiett, UNKNOWN",
    "quie, UNKNOWN",
    "root=/dev/sda1, KNOWN",
    "root=, KNOWN",
    "root, NEEDS_VALUE",
    "ro, KNOWN",
    "rood=/dev/sda1, UNKNOWN",
    "rootwaitt, UNKNOWN",
    "rwx, UNKNOWN",
    "console, NEEDS_VALUE",
    "consol=ttyS0, UNKNOWN",
    "consolee=ttyS0, UNKNOWN",
    "noresume, KNOWN",
    "noresume123, BY_BEGINNING",
    "noresume=1, KNOWN",
    "'slub_debug,kmalloc', KNOWN",
    "slub-debug=FZ, KNOWN",
    "xive=off, KNOWN",
    "xive=on, OTHER_VALUE",
    "xive, NEEDS_VALUE",
    "xive=offside, OTHER_VALUE",
    "no_kvmclock, KNOWN",
    "no-kvmclock, KNOWN",
    "hda=none, OBSOLETE",
    "nohlt, OBSOLETE",
    "panic=10, KNOWN",
    "panic, KNOWN",
    "panik=10, UNKNOWN",
    "rcutree.blimit=1, KNOWN",
    "rcutree.blimi=1, UNKNOWN",
    "Quiet, UNKNOWN"
  })
  void matchesAsTheKernelDoes(String word, Knowledge expected) {
    assertEquals(expected, ask(WORDS, word));
  }

  @Test
  void withoutTheTableOfModulesANameThatIsMissingIsNotDenied() {
    Vocabulary part = vocabulary(Optional.empty());
    assertEquals(Knowledge.UNTOLD, ask(part, "panic=10"));
    assertEquals(Knowledge.KNOWN, ask(part, "quiet"));
  }

  @Test
  void tokensAreJudgedByProofThenByTheHandlersTexts() {
    assertEquals(Knowledge.KNOWN, WORDS.token("cgroup.memory", "nokmem"));
    assertEquals(Knowledge.UNKNOWN, WORDS.token("cgroup.memory", "nobpf"));
    assertEquals(Knowledge.KNOWN, WORDS.token("cgroup.memory", "nosocket"));
    assertEquals(Knowledge.KNOWN, WORDS.token("cgroup.memory", "vendor"));
    assertEquals(Knowledge.UNKNOWN, WORDS.token("cgroup.memory", "nokmen"));
    assertEquals(Set.of("nokmem", "nosocket"), WORDS.tokens("cgroup.memory"));
  }

  @Test
  void controllersAreThoseOfTheListAndTheirOldNames() {
    assertEquals(Knowledge.KNOWN, WORDS.token("cgroup_disable", "memory"));
    assertEquals(Knowledge.KNOWN, WORDS.token("cgroup-disable", "blkio"));
    assertEquals(Knowledge.UNKNOWN, WORDS.token("cgroup_disable", "memori"));
    assertEquals(Knowledge.UNKNOWN, WORDS.token("cgroup_disable", "all"));
    assertEquals(Knowledge.KNOWN, WORDS.token("cgroup_no_v1", "all"));
    assertEquals(Knowledge.UNTOLD, WORDS.token("cgroup_disable", "pressure"));
  }

  @Test
  void withoutAListOfControllersOnlyImpossibleNamesAreDenied() {
    Vocabulary old = Vocabulary.of(image(Optional.of(List.of()), Optional.empty()));
    assertEquals(Knowledge.UNTOLD, old.token("cgroup_disable", "memory"));
    assertEquals(Knowledge.UNKNOWN, old.token("cgroup_disable", "memori"));
  }

  @Test
  void listsAreNamedByTheirParameters() {
    assertTrue(Vocabulary.hasTokens("cgroup.memory"));
    assertTrue(Vocabulary.hasTokens("cgroup-disable"));
    assertFalse(Vocabulary.hasTokens("cgroup_memory"));
    assertFalse(Vocabulary.hasTokens("console"));
  }

  @Test
  void namesAreThoseOfBothTablesWithoutTheObsolete() {
    Set<String> names = WORDS.names();
    assertTrue(names.containsAll(Set.of("panic", "mem", "cgroup.memory", "xive", "no-kvmclock")));
    assertFalse(names.contains("hda"));
    assertTrue(WORDS.hasPrefix("rcutree"));
    assertTrue(WORDS.hasPrefix("cgroup"));
    assertFalse(WORDS.hasPrefix("panic"));
  }

  @Test
  void aLongWordIsAsQuickAsAShortOne() {
    String tail = "x".repeat(1_000_000);
    assertEquals(Knowledge.KNOWN, WORDS.word("console", Optional.of(tail)));
    assertEquals(Knowledge.UNKNOWN, WORDS.word("mem" + tail, Optional.empty()));
    assertEquals(Knowledge.UNKNOWN, WORDS.word(tail, Optional.of("1")));
  }

  private static Knowledge ask(Vocabulary vocabulary, String word) {
    String[] parts = word.split("=", 2);
    return vocabulary.word(parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
  }

  private static Vocabulary vocabulary(Optional<List<String>> modules) {
    return Vocabulary.of(image(modules, Optional.of(List.of("cpu", "io", "memory"))));
  }

  private static KernelImage image(
      Optional<List<String>> modules, Optional<List<String>> controllers) {
    return new KernelImage(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ROWS,
        modules,
        new TreeMap<>(
            Map.of(
                "cgroup.memory=nokmem",
                TokenProof.PROVEN,
                "cgroup.memory=nobpf",
                TokenProof.ABSENT)),
        controllers);
  }

  private static BootParameter early(String text) {
    return new BootParameter(text, true, false, List.of());
  }

  private static BootParameter late(String text) {
    return new BootParameter(text, false, false, List.of());
  }
}
