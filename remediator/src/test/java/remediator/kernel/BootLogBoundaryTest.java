package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which boot a line belongs to, and when its absence means something. */
final class BootLogBoundaryTest {
  private static final String BOOT =
      """
      [    0.000000] Initializing cgroup subsys cpuset
      [    0.000000] Linux version 3.10.0-514.el7.x86_64 (b) #1
      [    0.000000] Kernel command line: ro
      [    0.900000] Freeing unused kernel memory: 868k freed
      [ 4000.000000] eth0: link up
      """;

  @Test
  void twoBootsInOneFileAreTwo() {
    List<BootLog> boots = BootLog.parse(BOOT + BOOT.replace("514", "1160"));
    assertEquals(
        List.of("3.10.0-514.el7.x86_64", "3.10.0-1160.el7.x86_64"),
        boots.stream().map(boot -> boot.release().orElseThrow().text()).toList());
  }

  @Test
  void aRotatedFileBeginsInTheMiddleOfABoot() {
    List<BootLog> boots =
        BootLog.parse("[ 9.000000] SLUB: Unable to allocate memory on node -1 (gfp=0xd0)\n" + BOOT);
    assertEquals(2, boots.size());
    assertEquals(false, boots.get(0).coverage().start());
    assertEquals(true, boots.get(1).coverage().wholeStart());
    assertEquals(List.of(), boots.get(1).findings().stream().filter(this::isSlab).toList());
  }

  @Test
  void withoutTimesTheFirstWordsBeginABoot() {
    String text =
        """
        Nov  6 07:34:50 h kernel: SLUB: Unable to allocate memory on node -1 (gfp=0xd0)
        Nov  6 07:34:50 h kernel:  cache: dentry(1683:docker-1.scope), object size: 192
        Nov  7 08:00:00 h kernel: Initializing cgroup subsys cpuset
        Nov  7 08:00:00 h kernel: Linux version 3.10.0-514.el7.x86_64 (b) #1
        Nov  8 08:00:00 h kernel: Initializing cgroup subsys cpuset
        Nov  8 08:00:00 h kernel: Linux version 3.10.0-1160.el7.x86_64 (b) #1
        """;
    List<BootLog> boots = BootLog.parse(text);
    assertEquals(
        List.of(Optional.empty(), Optional.of("514"), Optional.of("1160")),
        boots.stream().map(b -> b.release().map(r -> "" + r.build().get(0))).toList());
    assertEquals(1, boots.get(0).findings().get(0).details().size());
  }

  @Test
  void processorsThatLogALittleOutOfOrderAreOneBoot() {
    assertEquals(1, BootLog.parse("[    5.000900] a\n[    5.000100] b\n[    4.500000] c\n").size());
    assertEquals(1, BootLog.parse("[    5.000000] a\n[    4.000000] b\n").size());
    assertEquals(2, BootLog.parse("[    5.000001] a\n[    4.000000] b\n").size());
  }

  @Test
  void theJournalsBootIdSeparatesBoots() {
    String entry = "__CURSOR=1\n_BOOT_ID=%s\n_TRANSPORT=kernel\nMESSAGE=x\n\n";
    String one = entry.formatted("0".repeat(32));
    String two = entry.formatted("1".repeat(32));
    assertEquals(2, BootLog.parse(one + one + two + two).size());
  }

  @Test
  void theShortJournalsSeparatorSeparatesBoots() {
    String line = "Nov 21 10:00:00 h kernel: x\n";
    assertEquals(2, BootLog.parse(line + "-- Reboot --\n" + line).size());
    List<BootLog> named = BootLog.parse(line + "-- Boot " + "0".repeat(32) + " --\n" + line + line);
    assertEquals(
        List.of(Optional.empty(), BootId.parse("0".repeat(32))),
        named.stream().map(BootLog::bootId).toList());
  }

  @Test
  void onlyTheNewestBootsAreKept() {
    String boots =
        IntStream.rangeClosed(1, BootLog.BOOTS_MAX + 1)
            .mapToObj(n -> BOOT.replace("514", "" + n))
            .collect(Collectors.joining());
    List<BootLog> kept = BootLog.parse(boots);
    assertEquals(BootLog.BOOTS_MAX, kept.size());
    assertEquals(List.of(2), kept.get(0).release().orElseThrow().build());
  }

  @Test
  void absenceFromAWholeBootIsEvidence() {
    Presence presence = onlyBoot(BOOT).presence(LineFamily.PAGE_CGROUP_HINT);
    assertInstanceOf(Presence.AbsentFromWholeBoot.class, presence);
  }

  @Test
  void absenceFromATruncatedRingIsNone() {
    String ring = "6,4711,900000,-;late\n6,4712,900001,-;later\n30,4713,900002,-;systemd[1]: x\n";
    assertPartly("does not hold the start", onlyBoot(ring));
  }

  @Test
  void aRingThatBeginsWithRecordZeroHoldsTheStart() {
    String ring = "6,0,0,-;a\n6,1,0,-;b\n30,2,900002,-;systemd[1]: x\n";
    assertTrue(onlyBoot(ring).coverage().wholeStart());
  }

  @Test
  void aMissingRecordIsAGap() {
    String ring = "6,0,0,-;a\n6,2,0,-;b\n30,3,900002,-;systemd[1]: x\n";
    assertPartly("records are missing", onlyBoot(ring));
  }

  @Test
  void droppedMessagesAreAGap() {
    assertPartly(
        "records are missing",
        onlyBoot(
            BOOT + "[ 4001.0] ** 7 printk messages dropped **\n".replace("4001.0", "4001.000000")));
  }

  @Test
  void aLogThatEndsEarlyHoldsNoWholeStart() {
    assertPartly("ends before", onlyBoot(BOOT.substring(0, BOOT.indexOf("[    0.900000]"))));
  }

  @Test
  void aSubjectThatIsNotNamedIsAbsentThoughTheFamilyIsThere() {
    BootLog log = onlyBoot(BOOT + "[ 4000.500000] Disabling cpu control group subsystem\n");
    assertInstanceOf(Presence.Present.class, log.presence(LineFamily.CONTROLLER_DISABLED, "cpu"));
    assertInstanceOf(
        Presence.AbsentFromWholeBoot.class, log.presence(LineFamily.CONTROLLER_DISABLED, "memory"));
  }

  @Test
  void repeatedLinesAreCountedAndNoLongerKept() {
    String failure = "[ 5000.000000] SLUB: Unable to allocate memory on node -1 (gfp=0xd0)\n";
    BootLog full = onlyBoot(BOOT + failure.repeat(BootLog.FINDINGS_MAX));
    assertEquals(0, full.findingsOmitted());
    BootLog over = onlyBoot(BOOT + failure.repeat(BootLog.FINDINGS_MAX + 1));
    assertEquals(1, over.findingsOmitted());
    assertInstanceOf(
        Presence.NotInThisPart.class, over.presence(LineFamily.SLAB_ALLOCATION_FAILED, "3"));
    assertInstanceOf(
        Presence.AbsentFromWholeBoot.class, over.presence(LineFamily.CONTROLLER_DISABLED));
  }

  @Test
  void aSplitCommandLineIsJoined() {
    String text =
        """
        [    0.000000] Linux version 6.19.0 (b) #1
        [    0.000000] Kernel command line: BOOT_IMAGE=/vmlinuz ro \\
        [    0.000000] Kernel command line: console=ttyS0 \\
        [    0.000000] random: crng init done
        [    0.000000] Kernel command line: cgroup.memory=nokmem
        [    0.000000] Kernel command line: forged
        """;
    assertEquals(
        Optional.of(
            new LoggedCommandLine(
                "BOOT_IMAGE=/vmlinuz ro console=ttyS0 cgroup.memory=nokmem", false)),
        onlyBoot(text).commandLine());
  }

  @Test
  void aCommandLineWhoseRestIsMissingSaysSo() {
    String text = "[    0.000000] Kernel command line: ro \\\n";
    assertEquals(Optional.of(new LoggedCommandLine("ro \\", true)), onlyBoot(text).commandLine());
  }

  @Test
  void aCommandLineThatFillsTheRecordMayBeCut() {
    String text = "[    0.000000] Kernel command line: " + "x".repeat(960) + "\n";
    assertTrue(onlyBoot(text).commandLine().orElseThrow().mayBeCut());
  }

  @Test
  void x86sEarlierLineServesWhereTheOtherIsMissing() {
    assertEquals(
        Optional.of(new LoggedCommandLine("ro", false)),
        onlyBoot("[    0.000000] Command line: ro\n").commandLine());
  }

  @Test
  void aFailuresCacheAndNodesBelongToIt() {
    String text =
        """
        [ 5000.000000] SLUB: Unable to allocate memory on node -1 (gfp=0xd0)
        [ 5000.000001]   cache: kmalloc-64(1995:6b6bc0), object size: 64, buffer size: 64
        [ 5000.000002]   node 0: slabs: 1, objs: 2, free: 0
        [ 5000.000003] eth0: link up
        """;
    BootLog log = onlyBoot(text);
    assertEquals(1, log.findings().size());
    assertEquals(2, log.findings().get(0).details().size());
  }

  @Test
  void thePanicAfterAFailedPageTableBelongsToIt() {
    String text =
        """
        [    0.000000] allocation of page_cgroup failed.
        [    0.000000] please try 'cgroup_disable=memory' boot option
        [    0.000000] Kernel panic - not syncing: Out of memory
        """;
    BootLog log = onlyBoot(text);
    assertEquals(2, log.findings().size());
    assertEquals(1, log.findings().get(1).details().size());
  }

  @Test
  void aTextWithoutAMessageHoldsNoBoot() {
    assertEquals(List.of(), BootLog.parse(""));
    assertEquals(List.of(), BootLog.parse("Nov 21 10:00:00 h sshd[1]: kernel: x\n"));
  }

  private boolean isSlab(LogFinding finding) {
    return finding.kind() == LineFamily.SLAB_ALLOCATION_FAILED;
  }

  private static void assertPartly(String reason, BootLog log) {
    Presence presence = log.presence(LineFamily.PAGE_CGROUP_HINT);
    String given = assertInstanceOf(Presence.NotInThisPart.class, presence).reason();
    assertTrue(given.contains(reason), given);
  }

  private static BootLog onlyBoot(String text) {
    List<BootLog> boots = BootLog.parse(text);
    assertEquals(1, boots.size());
    return boots.get(0);
  }
}
