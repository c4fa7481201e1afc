package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.probe.OsProbeTest.assertUnknown;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.host.Host;
import remediator.host.SavedJournal;
import remediator.host.Tools;
import remediator.kernel.BootId;
import remediator.kernel.BootLog;

class TreeJournalTest {
  private static final String MACHINE = "0123456789abcdef0123456789abcdef";
  private static final String BOOT = "11111111111141118111111111111111";
  private static final String OTHER_BOOT = "22222222222242228222222222222222";
  private static final String JOURNAL = "/var/log/journal";

  @TempDir Path directory;
  private Tree tree;
  private final Journalctl journalctl = new Journalctl();

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory).directory(JOURNAL);
  }

  @Test
  void theRunningBootIsAskedForByItsId() {
    running();
    journalctl.says(export(BOOT));
    Fact<BootLog> log = log();
    assertEquals("journalctl --directory " + JOURNAL, source(log));
    assertTrue(excerpt(log).startsWith("of the running boot, by its boot id"), excerpt(log));
    assertEquals(List.of(JOURNAL + " " + BOOT), journalctl.asked);
  }

  @Test
  void theJournalComesBeforeFilesThatLookAlike() {
    running();
    tree.file("/var/log/messages", syslog());
    journalctl.says(export(BOOT));
    assertEquals("journalctl --directory " + JOURNAL, source(log()));
    assertEquals(1, sources().size());
  }

  @Test
  void anImageTellsOfItsNewestBoot() {
    journalctl.says(export(BOOT));
    Fact<BootLog> log = log();
    assertTrue(excerpt(log).startsWith("the newest on record"), excerpt(log));
    assertEquals(List.of(JOURNAL), journalctl.asked);
  }

  @Test
  void theJournalOfThisMachineIsChosen() {
    tree.file("/etc/machine-id", MACHINE + "\n");
    journalctl.says(export(BOOT));
    assertEquals("journalctl --directory " + JOURNAL, source(log()));
    tree.directory(JOURNAL + "/" + MACHINE);
    assertEquals("journalctl --directory " + JOURNAL + "/" + MACHINE, source(log()));
  }

  @Test
  void anotherBootIsNotTheRunningOne() {
    running();
    journalctl.says(export(OTHER_BOOT));
    assertUnknown("only of earlier ones", log());
  }

  @Test
  void aJournalWithoutTheRunningBootLeavesTheFiles() {
    running();
    tree.file("/var/log/messages", syslog());
    assertEquals("/var/log/messages", source(log()));
    assertUnknown("no kernel message of the running boot", sources().get(1));
  }

  @Test
  void anEmptyJournalOfAnImageIsNoFailure() {
    assertEquals(List.of(), sources());
    assertUnknown("no log with kernel messages", log());
  }

  @Test
  void filesThatJournalctlLeftOutMakeSilenceProveNothing() {
    running();
    journalctl.says(export(BOOT));
    assertTrue(log().optional().orElseThrow().coverage().wholeStart());
    journalctl.complains(0, "Journal file /x is truncated, ignoring file.\n");
    BootLog log = log().optional().orElseThrow();
    assertTrue(log.coverage().start());
    assertFalse(log.coverage().gapless());
  }

  @Test
  void aComplaintAloneIsTheReason() {
    journalctl.complains(0, "\nJournal file /x is truncated, ignoring file.\nmore\n");
    assertUnknown("is truncated, ignoring file.", log());
  }

  @Test
  void aFailureSaysItsCodeAndWords() {
    journalctl.complains(1, "No journal files were opened due to insufficient permissions.\n");
    assertUnknown("exit code 1: No journal files were opened", log());
    journalctl.complains(127, "");
    assertUnknown("ended with exit code 127", log());
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedFor() {
    journalctl.outcome = Optional.of(new Tools.Outcome(137, export(BOOT), "", true, false));
    assertUnknown("did not answer in time", log());
  }

  @Test
  void aJournalThatMayNotBeReadSaysSo() {
    journalctl.outcome = Optional.empty();
    assertUnknown("permission denied; run as root", log());
  }

  @Test
  void withoutJournalctlTheJournalIsNamed() {
    assertUnknown("this machine has none", tree.facts().log());
    assertEquals(JOURNAL, source(tree.facts().log()));
    running();
    tree.file("/var/log/messages", syslog());
    assertEquals("/var/log/messages", source(tree.facts().log()));
  }

  @Test
  void withoutAJournalNothingIsAsked() {
    Tree bare = new Tree(directory.resolve("bare")).directory("/var/log");
    HostProbe.probe(Host.tree(bare.files(), Optional.of(journalctl)), Tree.DECOMPRESSOR);
    assertEquals(List.of(), journalctl.asked);
  }

  private Fact<BootLog> log() {
    return HostProbe.probe(host(), Tree.DECOMPRESSOR).log();
  }

  private List<Fact<List<BootLog>>> sources() {
    return HostProbe.logs(host(), Tree.DECOMPRESSOR);
  }

  private Host host() {
    return Host.tree(tree.files(), Optional.of(journalctl));
  }

  private void running() {
    tree.file("/proc/sys/kernel/random/boot_id", BootId.parse(BOOT).orElseThrow() + "\n")
        .file("/proc/sys/kernel/osrelease", "3.10.0-514.el7.x86_64\n")
        .file("/proc/cmdline", "root=/dev/sda1 ro quiet\n");
  }

  private static List<String> messages() {
    return List.of(
        "Linux version 3.10.0-514.el7.x86_64 (b@c) #1 SMP",
        "Kernel command line: root=/dev/sda1 ro quiet",
        "Freeing unused kernel memory: 1000k freed");
  }

  private static String export(String boot) {
    StringBuilder records = new StringBuilder();
    for (String message : messages()) {
      records.append("__CURSOR=s=1\n_BOOT_ID=").append(boot).append("\n_TRANSPORT=kernel\n");
      records.append("PRIORITY=6\nSYSLOG_FACILITY=0\nMESSAGE=").append(message).append("\n\n");
    }
    return records.toString();
  }

  private static String syslog() {
    StringBuilder lines = new StringBuilder();
    messages().forEach(m -> lines.append("Nov  2 03:14:54 host kernel: ").append(m).append('\n'));
    return lines.toString();
  }

  private static String source(Fact<BootLog> log) {
    return log.match(known -> known.evidence().source(), unknown -> unknown.source());
  }

  private static String excerpt(Fact<BootLog> log) {
    return log.match(known -> known.evidence().excerpt(), unknown -> unknown.reason());
  }

  /** Says what it was told to, or may not read; it does not choose by boot as a real one does. */
  private static final class Journalctl implements SavedJournal {
    private final List<String> asked = new ArrayList<>();
    private Optional<Tools.Outcome> outcome =
        Optional.of(new Tools.Outcome(0, "", "", false, false));

    void says(String export) {
      outcome = Optional.of(new Tools.Outcome(0, export, "", false, false));
    }

    void complains(int exitCode, String errors) {
      String said = outcome.map(Tools.Outcome::output).orElse("");
      outcome = Optional.of(new Tools.Outcome(exitCode, said, errors, false, false));
    }

    @Override
    public Tools.Outcome kernelMessages(HostPath directory, Optional<BootId> boot)
        throws IOException {
      asked.add(directory + boot.map(id -> " " + id.hex()).orElse(""));
      return outcome.orElseThrow(() -> new AccessDeniedException(directory.value()));
    }
  }
}
