package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernelimage.SupportEvidence.Says;

final class ImageWitnessTest {
  private static final String PATH = "/boot/vmlinuz-6.12.1";

  /** In the order of a table: late and early rows stand mixed. */
  private static final List<BootParameter> ROWS =
      List.of(
          early("mitigations", "off", "auto"),
          late("ro"),
          late("rw"),
          late("rootwait"),
          late("root="),
          late("noresume"),
          late("resume="),
          late("xive=off"),
          late("console="),
          early("earlycon"),
          late("pci=", "noacpi"),
          early("pci", "nommconf"),
          late("cgroup.memory=", "nosocket", "nokmem"),
          late("cgroup_disable="),
          early("iommu.passthrough"),
          new BootParameter("oldname=", false, true, List.of()));

  private static final List<String> VARIABLES =
      List.of("panic", "rcutree.blimit", "usb_storage.quirks");

  private static final List<String> CONTROLLERS =
      List.of("cpuset", "cpu", "cpuacct", "io", "memory", "devices", "pids");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "root, understood",
    "rootwait, understood",
    "ro, understood",
    "noresume, understood",
    "mitigations, understood",
    "cgroup.memory, understood",
    "pci, understood",
    "xive, understood",
    "panic, understood",
    "rcutree.blimit, understood",
    "usb-storage.quirks, understood",
    "iommu.passthrough, understood",
    // an early row is the whole name
    "mitigation, ignored",
    "mitigationss, ignored",
    // a late row is a beginning, and its code may refuse the rest; these three always do
    "noresume123, unknown",
    "rotwait, ignored",
    "rwx, ignored",
    "rootwaits, ignored",
    "roo, ignored",
    // case and dots count, hyphens do not
    "Root, ignored",
    "cgroup-disable, understood",
    "cgroup-memory, ignored",
    // prefixes before the dot that are built in, and one that may be a module's
    "cgroup.memories, ignored",
    "rcutree.blimits, ignored",
    "iommu.strict, ignored",
    "nvme_core.io_timeout, unknown"
  })
  void namesMatchAsTheKernelMatchesThem(String word, String says) {
    assertEquals(says, answer(word).says().word(), answer(word).reason());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "mitigations=off, unknown",
    "mitigations=of, unknown",
    "pci=nommconf, unknown",
    "pci=noacpi, unknown",
    "console=ttyS0, unknown",
    "rcutree.blimit=10, unknown",
    "noresume=1, unknown",
    "xive=off, understood",
    "xive=on, ignored",
    "xive=offline, unknown",
    "mitigation=off, ignored"
  })
  void valuesCountOnlyWhereTheImageProvesThem(String word, String says) {
    assertEquals(says, answer(word).says().word(), answer(word).reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nokaslr",
        "spectre_v2=off",
        "arm64.nopauth",
        "id_aa64pfr1.bt=0",
        "sysctl.vm.swappiness=1",
        "ext4.dyndbg",
        "panic.dyndbg=+p",
        "loop.max_loop=8",
        "systemd.unit=rescue.target",
        "rd.break",
        "splash",
        "BOOT_IMAGE",
        "--",
        "SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1"
      })
  void whatNeverStandsInTheTablesIsNeverCalledIgnored(String word) {
    assertEquals(Says.NOTHING, answer(word).says());
  }

  @Test
  void aRowWithoutAHandlerIsIgnored() {
    assertEquals(Says.IGNORED, answer("oldname=3").says());
    assertTrue(answer("oldname=3").reason().contains("obsolete, ignored"));
  }

  @Test
  void theFirstLateRowThatIsSureEndsTheSearch() {
    BootParameter gone = new BootParameter("ab", false, true, List.of());
    assertEquals(Says.IGNORED, answer(image(List.of(gone, late("abc="))), "abc=1").says());
    assertEquals(Says.UNDERSTOOD, answer(image(List.of(late("abc="), gone)), "abc").says());
  }

  @Test
  void earlyconIsWhatConsoleFeeds() {
    List<BootParameter> rows = List.of(early("earlycon"));
    assertEquals(Says.UNDERSTOOD, answer(image(rows), "console").says());
    assertEquals(Says.IGNORED, answer(image(List.of(early("mem"))), "console").says());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PROVEN, understood, verified",
    "LIKELY, unknown, verified",
    "ABSENT, ignored, verified"
  })
  void aTokenIsAsSureAsItsProof(TokenProof proof, String says, String confidence) {
    KernelImage image =
        image(
            List.of(early("mem"), late("cgroup.memory=")),
            Optional.of(VARIABLES),
            Map.of("cgroup.memory=nokmem", proof),
            Optional.empty());
    SupportEvidence answer = answer(image, "cgroup.memory=nokmem");
    assertEquals(says, answer.says().word());
    assertEquals(confidence, answer.confidence().word());
    assertEquals(Rung.IMAGE, answer.rung());
    assertEquals(PATH, answer.source());
  }

  @Test
  void aTokenThatWasNotLookedForIsNoneWhereTheCodeShowsWhatItReads() {
    SupportEvidence answer = answer("cgroup.memory=nokmen");
    assertEquals(Says.IGNORED, answer.says());
    assertEquals(Confidence.INFERRED, answer.confidence());
    KernelImage unread =
        image(
            List.of(early("mem"), late("cgroup.memory=")),
            Optional.of(VARIABLES),
            Map.of("cgroup.memory=nokmem", TokenProof.LIKELY),
            Optional.empty());
    assertEquals(Says.NOTHING, answer(unread, "cgroup.memory=nokmen").says());
    assertEquals(Says.UNDERSTOOD, answer("cgroup.memory=nokmem").says());
  }

  @Test
  void aTextAtTheCodeIsNoProofThatTheCodeComparesWithIt() {
    List<BootParameter> rows =
        List.of(
            early("mem"),
            late("audit=", "off", "kauditd"),
            late("cgroup.memory=", "nokmem", "swap.current"),
            late("cgroup_disable=", "pressure", "cgroup_free"));
    for (String word : List.of("audit=kauditd", "cgroup.memory=swap.current")) {
      assertEquals(Says.NOTHING, answer(image(rows), word).says(), word);
    }
    KernelImage listed = image(rows, Optional.of(VARIABLES), Map.of(), Optional.of(CONTROLLERS));
    assertEquals(Says.IGNORED, answer(listed, "cgroup_disable=cgroup_free").says());
    assertEquals(
        "the parameter is known and the value's text stands at its code; that the code compares"
            + " with it was not seen",
        answer(listed, "audit=kauditd").reason());
  }

  @Test
  void theTokensTextWithoutTheRowIsIgnored() {
    KernelImage image =
        image(
            List.of(early("mem"), late("root=")),
            Optional.empty(),
            Map.of("cgroup.memory=nokmem", TokenProof.LIKELY),
            Optional.empty());
    assertEquals(Says.IGNORED, answer(image, "cgroup.memory=nokmem").says());
    assertEquals(Says.IGNORED, answer(image, "cgroup_disable=memory").says());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "memory, understood",
    "io, understood",
    "memori, ignored",
    "Memory, ignored",
    "blkio, unknown",
    "pressure, unknown",
    "'memory,cpu', understood",
    "'memory,,', understood",
    "'memory,nothing', ignored",
    "'memory,pressure', unknown",
    "',', unknown"
  })
  void controllersAreTheValuesOfCgroupDisable(String value, String says) {
    SupportEvidence answer = answer("cgroup_disable=" + value);
    assertEquals(says, answer.says().word(), answer.reason());
  }

  @Test
  void withoutTheListOfControllersNobodyCanTell() {
    KernelImage image =
        image(
            List.of(early("mem"), late("cgroup_disable=")),
            Optional.of(VARIABLES),
            Map.of(),
            Optional.empty());
    assertEquals(Says.NOTHING, answer(image, "cgroup_disable=memory").says());
    assertEquals(Says.UNDERSTOOD, answer(image, "cgroup_disable").says());
  }

  @Test
  void pressureIsKnownWhereTheCodeNamesIt() {
    KernelImage image =
        image(
            List.of(early("mem"), late("cgroup_disable=", "pressure")),
            Optional.of(VARIABLES),
            Map.of(),
            Optional.of(CONTROLLERS));
    assertEquals(Says.UNDERSTOOD, answer(image, "cgroup_disable=pressure").says());
  }

  @Test
  void whereATableIsMissingAnAbsentNameProvesNothing() {
    List<BootParameter> rows = List.of(early("mem"), late("root="));
    KernelImage noVariables = image(rows, Optional.empty(), Map.of(), Optional.empty());
    assertEquals(Says.NOTHING, answer(noVariables, "panick").says());
    assertEquals(Says.UNDERSTOOD, answer(noVariables, "root").says());
    KernelImage noEarlyRows = image(List.of(late("root=")));
    assertEquals(Says.NOTHING, answer(noEarlyRows, "maxcpus").says());
    assertEquals(Says.IGNORED, answer(noEarlyRows, "cgroup.memory=nokmem").says());
  }

  @Test
  void theReasonSaysWhatBecomesOfTheWord() {
    assertEquals(
        "this kernel has no code for cgroup.memories: it drops it silently",
        answer("cgroup.memories").reason());
    assertEquals(
        "this kernel has no code for qiet: it passes it to init and, from Linux 5.14, logs it as"
            + " unknown",
        answer("qiet").reason());
    assertEquals(
        "16 boot parameters and 3 of modules are listed, qiet is not", answer("qiet").excerpt());
    assertEquals("__setup(\"root=\")", answer("root").excerpt());
    assertEquals(
        "__setup(\"cgroup.memory=\"), \"nokmem\"", answer("cgroup.memory=nokmem").excerpt());
  }

  private static SupportEvidence answer(String word) {
    return answer(
        image(
            ROWS,
            Optional.of(VARIABLES),
            Map.of(
                "cgroup.memory=nokmem",
                TokenProof.PROVEN,
                "cgroup.memory=nobpf",
                TokenProof.ABSENT),
            Optional.of(CONTROLLERS)),
        word);
  }

  private static SupportEvidence answer(KernelImage image, String word) {
    return new ImageWitness(PATH, image).answer(WantedParameter.parse(word).orElseThrow());
  }

  private static KernelImage image(List<BootParameter> rows) {
    return image(rows, Optional.of(VARIABLES), Map.of(), Optional.empty());
  }

  private static KernelImage image(
      List<BootParameter> rows,
      Optional<List<String>> variables,
      Map<String, TokenProof> tokens,
      Optional<List<String>> controllers) {
    return new KernelImage(
        List.of(),
        Optional.of("x86_64"),
        Optional.of("6.12.1"),
        Optional.empty(),
        new ArrayList<>(rows),
        variables,
        new TreeMap<>(tokens),
        controllers);
  }

  private static BootParameter late(String text, String... literals) {
    return new BootParameter(text, false, false, List.of(literals));
  }

  private static BootParameter early(String text, String... literals) {
    return new BootParameter(text, true, false, List.of(literals));
  }
}
