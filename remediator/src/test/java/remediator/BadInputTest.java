package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.HostFacts;
import remediator.file.FileAttributes;
import remediator.file.FileIdentity;
import remediator.file.HostPath;
import remediator.host.Host;
import remediator.host.HostFiles;
import remediator.kernel.ParameterRequest;
import remediator.report.PlanReport;

/** What a plan says on hosts that are broken, hostile or no hosts; it never writes, never hangs. */
class BadInputTest {
  private static final String CFG = "/boot/grub2/grub.cfg";
  private static final String DEFAULTS = "/etc/default/grub";
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int UNDETERMINED = 4;
  private static final int REFUSED = 5;

  @TempDir Path directory;
  private RecordedHost host;

  @BeforeEach
  void copyHost() {
    host = RecordedHost.copyToBoot("centos7-514-bios-docker", directory);
  }

  @Test
  void anUnreadableGrubCfgIsNamed() throws IOException {
    assertSays(UNDETERMINED, CFG + ": permission denied", denying(CFG));
  }

  @Test
  void unreadableDefaultsAreNamed() throws IOException {
    assertSays(UNDETERMINED, DEFAULTS + ": cannot be read: permission denied", denying(DEFAULTS));
  }

  @Test
  void anUnreadableDirectoryOfDropInsIsNamed() throws IOException {
    host = RecordedHost.copyToBoot("ubuntu2204-cloud", directory);
    assertSays(UNDETERMINED, DEFAULTS + ".d", denying(DEFAULTS + ".d"));
  }

  @Test
  void anUnreadableDropInIsNamed() throws IOException {
    host = RecordedHost.copyToBoot("ubuntu2204-cloud", directory);
    String dropIn = DEFAULTS + ".d/50-cloudimg-settings.cfg";
    assertSays(UNDETERMINED, dropIn + ": cannot be read: permission denied", denying(dropIn));
  }

  @Test
  void aMissingGrubCfgIsNamed() throws IOException {
    host.delete(CFG);
    assertSays(UNDETERMINED, CFG + ": ");
  }

  @Test
  void aGrubCfgThatEndsTooEarlyIsNamedWithItsLine() throws IOException {
    String text = host.text(CFG);
    int entry = text.indexOf("menuentry '");
    host.write(CFG, text.substring(0, text.indexOf("linux16", entry)));
    assertSays(UNDETERMINED, CFG + ":88: ");
  }

  @Test
  void anEmptyGrubCfgHasNoEntry() throws IOException {
    host.write(CFG, "");
    assertSays(UNDETERMINED, CFG + ": holds no boot entry");
  }

  @Test
  void bytesOfAnotherKindAreNoGrubCfg() throws IOException {
    host.write(CFG, "\u0000\u0001\u00ff'\"{".repeat(1000));
    assertSays(UNDETERMINED, CFG);
  }

  @Test
  void aLineThatTheKernelWouldCutIsRefusedAndOneByteLessIsNot() throws IOException {
    String text = host.text(CFG);
    int fits = padding(text);
    host.write(CFG, text.replace(" rhgb", " rhgb" + pad(fits)));
    assertEquals(Optional.of(3), Optional.of(plan(host.facts()).state().exitCode()));
    host.write(CFG, text.replace(" rhgb", " rhgb" + pad(fits + 1)));
    assertSays(REFUSED, CFG + ":114: the command line would be 2049 bytes long");
  }

  @Test
  void anEmptyDirectoryIsNoHost() throws IOException {
    host = RecordedHost.at("empty", Files.createDirectory(directory.resolve("empty")));
    assertSays(UNDETERMINED, "is it the root of a host?");
  }

  @Test
  void aLinkOutOfTheRootStaysInside() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside"), "GRUB_CMDLINE_LINUX=\"out\"\n");
    link(DEFAULTS, "../../../../../../../../../.." + outside);
    PlanReport report = plan(host.facts());
    assertTrue(!shown(report).contains("out\""), shown(report));
    assertEquals("GRUB_CMDLINE_LINUX=\"out\"\n", Files.readString(outside));
  }

  @Test
  void aLinkUpwardsLeadsToTheRootsOwnFile() throws IOException {
    host.write("/etc/passwd", "GRUB_CMDLINE_LINUX=\"inside\"\n");
    link(DEFAULTS, "../../../../etc/passwd");
    String changed =
        Shipped.planned(plan(host.facts())).orElseThrow().changes().get(0).path().value();
    assertEquals("/etc/passwd", changed);
  }

  @Test
  void aDanglingLinkIsNotCreatedBehind() throws IOException {
    link(DEFAULTS, "nowhere");
    assertNothingBehindLinkIsPlanned();
  }

  @Test
  void aLoopOfLinksIsNamed() throws IOException {
    link(CFG, "grub.cfg");
    assertSays(UNDETERMINED, CFG);
    link(DEFAULTS, "grub");
    assertSays(UNDETERMINED, "");
  }

  @Test
  void aLoopInTheDefaultsIsNamed() throws IOException {
    link(DEFAULTS, "grub");
    assertSays(UNDETERMINED, DEFAULTS);
  }

  @Test
  void aDirectoryInPlaceOfAFileIsNamed() throws IOException {
    host.delete(DEFAULTS);
    Files.createDirectory(host.path(DEFAULTS));
    assertSays(UNDETERMINED, DEFAULTS + ": cannot be read: is not a regular file");
  }

  @Test
  void aFifoInPlaceOfAFileIsNotOpened() throws Exception {
    Optional<Path> mkfifo = Oracles.program("mkfifo");
    if (mkfifo.isEmpty()) {
      return;
    }
    host.delete(DEFAULTS);
    String path = host.path(DEFAULTS).toString();
    assertEquals(0, new ProcessBuilder(mkfifo.get().toString(), path).start().waitFor());
    assertSays(UNDETERMINED, DEFAULTS + ": cannot be read: is not a regular file");
  }

  @Test
  void aGrubCfgOfTwentyMegabytesIsNotRead() throws IOException {
    host.write(CFG, host.text(CFG) + "# filling\n".repeat(2 << 20));
    assertSays(UNDETERMINED, CFG + ": larger than");
  }

  @Test
  void deepNestingEndsInAWord() throws IOException {
    host.write(CFG, host.text(CFG) + "submenu 'x' {\n".repeat(20_000) + "}\n".repeat(20_000));
    assertTimeoutPreemptively(LONGEST, () -> plan(host.facts()).state());
    host.write(DEFAULTS, "GRUB_CMDLINE_LINUX=\"" + "$(".repeat(50_000) + "\"\n");
    assertSays(UNDETERMINED, "");
  }

  private void assertNothingBehindLinkIsPlanned() {
    PlanReport report = plan(host.facts());
    boolean touched =
        Shipped.planned(report).stream()
            .flatMap(plan -> plan.changes().stream())
            .anyMatch(change -> change.path().value().startsWith("/etc"));
    assertTrue(!touched, shown(report));
  }

  private void assertSays(int exitCode, String words) throws IOException {
    assertSays(exitCode, words, host.host().files());
  }

  private void assertSays(int exitCode, String words, HostFiles files) throws IOException {
    SortedMap<String, String> before = TreeInventory.of(host.root());
    PlanReport report =
        assertTimeoutPreemptively(LONGEST, () -> plan(RecordedHost.facts(Host.offline(files))));
    assertEquals(exitCode, report.state().exitCode(), shown(report));
    assertTrue(shown(report).contains(words), shown(report));
    assertEquals(before, TreeInventory.of(host.root()));
  }

  private static PlanReport plan(HostFacts facts) {
    return Shipped.plan(facts, ParameterRequest.add("cgroup_disable=memory"));
  }

  /** The reasons why there is no plan, or the plan. */
  private static String shown(PlanReport report) {
    return report
        .planning()
        .orElseThrow()
        .match(
            planned -> planned.plan().toString(),
            refused -> refused.reason(),
            open -> String.join("\n", open.reasons()));
  }

  private void link(String path, String target) throws IOException {
    Files.deleteIfExists(host.path(path));
    Files.createSymbolicLink(host.path(path), Path.of(target));
  }

  /** How much the longest line can grow so that it still fits with the new word: 2048 with NUL. */
  private static int padding(String cfg) {
    String line =
        cfg.lines()
            .filter(each -> each.strip().startsWith("linux16 "))
            .max((a, b) -> Integer.compare(booted(a).length(), booted(b).length()))
            .orElseThrow();
    return 2047 - booted(line).length();
  }

  private static String booted(String line) {
    String words = line.strip().substring("linux16 ".length());
    return "BOOT_IMAGE=" + words + " cgroup_disable=memory";
  }

  private static String pad(int bytes) {
    return " pad=" + "x".repeat(bytes - " pad=".length());
  }

  private HostFiles denying(String path) {
    return new Denying(host.host().files(), HostPath.of(path));
  }

  /** The host's files as somebody sees them who may not read one of them. */
  private record Denying(HostFiles files, HostPath denied) implements HostFiles {
    @Override
    public Optional<FileAttributes> attributes(HostPath path) throws IOException {
      check(path.parent());
      return files.attributes(path);
    }

    @Override
    public FileIdentity identity(HostPath path) throws IOException {
      check(path.parent());
      return files.identity(path);
    }

    @Override
    public HostPath resolved(HostPath path) throws IOException {
      return files.resolved(path);
    }

    @Override
    public byte[] read(HostPath path, int bytesMax) throws IOException {
      check(path);
      return files.read(path, bytesMax);
    }

    @Override
    public InputStream open(HostPath path) throws IOException {
      check(path);
      return files.open(path);
    }

    @Override
    public List<String> list(HostPath path, int entriesMax) throws IOException {
      check(path);
      return files.list(path, entriesMax);
    }

    @Override
    public String linkTarget(HostPath path) throws IOException {
      return files.linkTarget(path);
    }

    private void check(HostPath path) throws IOException {
      if (path.isUnder(denied)) {
        throw new AccessDeniedException(path.value());
      }
    }
  }
}
