package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.probe.OsProbeTest.assertUnknown;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.host.Host;
import remediator.host.RunningKernel;
import remediator.host.Tools;
import remediator.kernel.BootLog;

class LogProbeTest {
  private static final String RELEASE = "3.10.0-514.el7.x86_64";
  private static final String LINE = "root=/dev/sda1 ro quiet";

  @TempDir Path directory;
  private Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void noLogIsUnknown() {
    assertUnknown("no log with kernel messages", tree.facts().log());
    tree.file("/var/log/messages", "Nov  2 03:14:54 h sshd[1]: hello\n");
    assertUnknown("no log with kernel messages", tree.facts().log());
  }

  @Test
  void aDeniedLogSaysSo() {
    tree.file("/var/log/messages", boot(RELEASE, LINE)).denied("/var/log/messages");
    assertUnknown("permission denied", tree.facts().log());
  }

  @Test
  void theRunningBootIsFoundAmongOthers() {
    running();
    tree.file("/var/log/messages", boot("4.4.0", LINE) + boot(RELEASE, LINE) + boot(RELEASE, "x"));
    BootLog log = log();
    assertEquals(RELEASE, log.release().orElseThrow().text());
    assertEquals(LINE, log.commandLine().orElseThrow().text());
    assertTrue(excerpt().startsWith("of the running boot"), excerpt());
  }

  @Test
  void ofTwoBootsThatLookAlikeTheNewerCounts() {
    running();
    String longer = boot(RELEASE, LINE) + "Nov  2 03:14:54 host kernel: once more\n";
    tree.file("/var/log/messages", longer + boot(RELEASE, LINE));
    assertEquals(9, log().first().line());
  }

  @Test
  void ofALogOverTheBoundTheEndIsRead() {
    running();
    String noise = "Nov  2 03:14:54 host kernel: " + "x".repeat(1000) + "\n";
    tree.file("/var/log/messages", noise.repeat(70_000) + boot(RELEASE, LINE));
    assertEquals(LINE, log().commandLine().orElseThrow().text());
  }

  @Test
  void aLogOfAnotherBootIsNotTheRunningOnes() {
    running();
    tree.file("/var/log/messages", boot("4.4.0", LINE));
    assertUnknown("only of earlier ones", tree.facts().log());
  }

  @Test
  void whatCouldNotBeReadIsToldBesideEarlierLogs() {
    running();
    tree.file("/var/log/messages", boot("4.4.0", LINE))
        .file("/var/log/kern.log", boot(RELEASE, LINE))
        .denied("/var/log/kern.log");
    assertUnknown("/var/log/kern.log: permission denied", tree.facts().log());
  }

  @Test
  void everyBootIsListedBySource() {
    tree.file("/var/log/messages", boot("4.4.0", LINE) + boot("4.4.1", LINE))
        .file("/var/log/dmesg", "[    0.000000] Linux version 4.4.1 (b@c) #1 SMP\n")
        .file("/var/log/syslog", "x")
        .denied("/var/log/syslog");
    List<Fact<List<BootLog>>> logs = HostProbe.logs(tree.host(), Tree.DECOMPRESSOR);
    assertEquals(
        List.of(2, 1, 0),
        logs.stream().map(log -> log.optional().map(List::size).orElse(0)).toList());
  }

  @Test
  void withoutARunningKernelTheNewestBootCounts() {
    tree.file("/var/log/messages", boot("4.4.0", LINE) + boot("4.4.1", LINE));
    assertEquals("4.4.1", log().release().orElseThrow().text());
    assertTrue(excerpt().startsWith("the newest on record"), excerpt());
  }

  @Test
  void aBootThatBeganInTheRotatedSiblingIsJoined() {
    running();
    String whole = boot(RELEASE, LINE);
    int middle = whole.indexOf('\n', whole.length() / 2) + 1;
    tree.bytes("/var/log/messages-20261101.gz", gzip(whole.substring(0, middle)))
        .file("/var/log/messages", whole.substring(middle));
    assertTrue(log().coverage().start());
    assertEquals("/var/log/messages-20261101.gz + /var/log/messages", source());
  }

  @Test
  void siblingsAreOrderedByDateOrNumberAndOthersAreLeftOut() {
    List<String> names =
        List.of(
            "messages",
            "messages-20251231.xz",
            "messages-20260101",
            "messages.1",
            "messages.10.gz",
            "messages.2.gz",
            "messages.txt",
            "messages_old",
            "messages-20260101.gz.part");
    assertEquals(
        List.of(
            "messages",
            "messages-20260101",
            "messages-20251231.xz",
            "messages.1",
            "messages.2.gz",
            "messages.10.gz"),
        LogFiles.newestFirst("messages", names).stream().map(HostPath::name).toList());
  }

  @Test
  void aTornSiblingDoesNotTakeTheNewestFileAway() {
    running();
    String whole = boot(RELEASE, LINE);
    String end = whole.substring(whole.indexOf('\n') + 1);
    tree.file("/var/log/messages-20261101.gz", "no gzip").file("/var/log/messages", end);
    assertEquals("/var/log/messages", source());
  }

  @Test
  void aFileIsReadForTheOperatorWithAllItsBoots() {
    tree.bytes("/tmp/saved.gz", gzip(boot("4.4.0", LINE) + boot("4.4.1", LINE)));
    Fact<List<BootLog>> read =
        LogProbe.read(tree.files(), Tree.DECOMPRESSOR, HostPath.of("/tmp/saved.gz"));
    assertEquals(2, read.optional().orElseThrow().size());
    assertUnknown(
        "not there", LogProbe.read(tree.files(), Tree.DECOMPRESSOR, HostPath.of("/tmp/none")));
  }

  @Test
  void theRingIsAskedFirstOnTheLiveHost() {
    tree.file("/var/log/messages", boot("4.4.0", LINE));
    Fact<BootLog> log = live(Optional.of(ring()), Optional.empty());
    assertEquals("/dev/kmsg", sourceOf(log));
    assertEquals(RELEASE, log.optional().orElseThrow().release().orElseThrow().text());
  }

  @Test
  void theJournalStandsInForARingThatMayNotBeRead() {
    tree.file("/usr/bin/journalctl", "");
    Fact<BootLog> log =
        live(Optional.empty(), Optional.of(new Tools.Outcome(0, export(), "", false, false)));
    assertEquals("journalctl -k -b", sourceOf(log));
  }

  @Test
  void aFailingJournalLeavesTheFiles() {
    tree.file("/usr/bin/journalctl", "").file("/var/log/messages", boot(RELEASE, LINE));
    Tools.Outcome failed = new Tools.Outcome(1, "", "no access", false, false);
    assertEquals("/var/log/messages", sourceOf(live(Optional.empty(), Optional.of(failed))));
  }

  @Test
  void whatFailedFirstIsToldWhereNothingIsLeft() {
    assertUnknown("permission denied", live(Optional.empty(), Optional.empty()));
  }

  private Fact<BootLog> live(Optional<String> ring, Optional<Tools.Outcome> journal) {
    running();
    Optional<Tools> tools = journal.map(outcome -> (argv, timeout, max) -> outcome);
    Host host = new Host(tree.files(), Optional.of(new Ring(ring)), tools, Optional.empty());
    return HostProbe.probe(host, Tree.DECOMPRESSOR).log();
  }

  /** A running kernel with this ring, or one that may not be read. */
  private record Ring(Optional<String> text) implements RunningKernel {
    @Override
    public Names names() {
      return new Names(RELEASE, "#1 SMP", "x86_64", "host");
    }

    @Override
    public String log() throws IOException {
      return text.orElseThrow(() -> new AccessDeniedException("/dev/kmsg"));
    }

    @Override
    public int effectiveUser() {
      return 1000;
    }
  }

  private Tree running() {
    return tree.file("/proc/sys/kernel/osrelease", RELEASE + "\n")
        .file("/proc/cmdline", LINE + "\n");
  }

  private static String ring() {
    return """
        5,0,0,-;Linux version 3.10.0-514.el7.x86_64 (b@c) #1 SMP
        6,1,0,-;Command line: root=/dev/sda1 ro quiet
        5,2,0,-;Kernel command line: root=/dev/sda1 ro quiet
        6,3,900000,-;Freeing unused kernel memory: 1000k freed
        30,4,1000000,-;systemd[1]: Detected architecture x86-64.
        """;
  }

  private static String export() {
    StringBuilder records = new StringBuilder();
    for (String line : boot(RELEASE, LINE).split("\n", -1)) {
      int message = line.indexOf("kernel: ");
      if (message >= 0) {
        records
            .append("_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\nPRIORITY=6\nMESSAGE=")
            .append(line.substring(message + "kernel: ".length()))
            .append("\n\n");
      }
    }
    return records.toString();
  }

  private static String boot(String release, String commandLine) {
    String prefix = "Nov  2 03:14:54 host kernel: ";
    return String.join(
            "\n",
            prefix + "Initializing cgroup subsys cpuset",
            prefix + "Linux version " + release + " (builder@host) (gcc) #1 SMP",
            prefix + "Command line: " + commandLine,
            prefix + "Kernel command line: " + commandLine,
            prefix + "Memory: 1000k/2000k available",
            prefix + "Freeing unused kernel memory: 1000k freed",
            prefix + "systemd[1]: Detected architecture x86-64.")
        + "\n";
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private BootLog log() {
    return tree.facts().log().optional().orElseThrow();
  }

  private String source() {
    return sourceOf(tree.facts().log());
  }

  private static String sourceOf(Fact<BootLog> log) {
    return log.match(known -> known.evidence().source(), unknown -> unknown.reason());
  }

  private String excerpt() {
    return tree.facts().log().match(k -> k.evidence().excerpt(), u -> u.reason());
  }
}
