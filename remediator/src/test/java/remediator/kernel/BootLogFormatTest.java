package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same boot, written down by every transport. */
final class BootLogFormatTest {
  private static final String KMSG =
      """
      5,0,0,-;Linux version 3.10.0-514.el7.x86_64 (builder@host) (gcc) #1 SMP
      6,1,0,-,caller=T0;Command line: ro quiet
      5,2,0,-,more,fields=1;Kernel command line: ro quiet cgroup_disable=memory
      6,3,0,-;Disabling memory control group subsystem
      6,4,900123,-;Freeing unused kernel memory: 868k freed
       SUBSYSTEM=acpi
       DEVICE=+acpi:PNP0A03:00
      30,5,1000000,-;systemd[1]: cgroup: Disabling cpu control group subsystem
      """;

  private static final String RAW_DMESG =
      """
      <5>[    0.000000] Linux version 3.10.0-514.el7.x86_64 (builder@host) (gcc) #1 SMP
      <6>[    0.000000] Command line: ro quiet
      <5>[    0.000000] Kernel command line: ro quiet cgroup_disable=memory
      <6>[    0.000000] Disabling memory control group subsystem
      <6>[    0.900123] Freeing unused kernel memory: 868k freed
      <30>[    1.000000] systemd[1]: cgroup: Disabling cpu control group subsystem
      """;

  private static final String CALLER =
      """
      [    0.000000][    T0] Linux version 3.10.0-514.el7.x86_64 (builder@host) (gcc) #1 SMP
      [    0.000000][    T0] Kernel command line: ro quiet cgroup_disable=memory
      [    0.000000][    T0] Disabling memory control group subsystem
      [    0.900123][   C12] Freeing unused kernel memory: 868k freed
      """;

  private static final String PLAIN =
      """
      Linux version 3.10.0-514.el7.x86_64 (builder@host) (gcc) #1 SMP
      Kernel command line: ro quiet cgroup_disable=memory
      Disabling memory control group subsystem
      Freeing unused kernel memory: 868k freed
      """;

  private static final String DATED =
      """
      [Sat Nov 21 10:00:00 2026] Linux version 3.10.0-514.el7.x86_64 (builder@host) (gcc) #1 SMP
      [Sat Nov 21 10:00:00 2026] Kernel command line: ro quiet cgroup_disable=memory
      [Sat Nov 21 10:00:00 2026] Disabling memory control group subsystem
      [Sat Nov 21 10:00:01 2026] Freeing unused kernel memory: 868k freed
      """;

  private static final String DECODED =
      """
      kern  :notice: [    0.000000] Linux version 3.10.0-514.el7.x86_64 (builder@host) (gcc) #1
      kern  :notice: [    0.000000] Kernel command line: ro quiet cgroup_disable=memory
      kern  :info  : [    0.000000] Disabling memory control group subsystem
      kern  :info  : [    0.900123] Freeing unused kernel memory: 868k freed
      daemon:info  : [    1.000000] systemd[1]: cgroup: Disabling cpu control group subsystem
      """;

  private static final String SYSLOG =
      """
      Nov  1 10:00:00 localhost rsyslogd: [origin software="rsyslogd"] start
      Nov  1 10:00:00 localhost kernel: [    0.000000] Linux version 3.10.0-514.el7.x86_64 (b) #1
      Nov  1 10:00:00 localhost kernel: [    0.000000] Kernel command line: ro quiet cgroup_disable=memory
      Nov  1 10:00:00 localhost kernel: [    0.000000] Disabling memory control group subsystem
      Nov  1 10:00:00 docker01 kernel: [    0.900123] Freeing unused kernel memory: 868k freed
      Nov  1 10:00:01 docker01 dockerd: kernel: Disabling cpu control group subsystem
      """;

  private static final String SYSLOG_WITHOUT_CLOCK =
      """
      Nov 21 10:00:00 localhost kernel: Linux version 3.10.0-514.el7.x86_64 (b) #1
      Nov 21 10:00:00 localhost kernel: Kernel command line: ro quiet cgroup_disable=memory
      Nov 21 10:00:00 localhost kernel: Disabling memory control group subsystem
      Nov 21 10:00:00 localhost kernel: Freeing unused kernel memory: 868k freed
      """;

  private static final String RFC_3339 =
      """
      2026-11-21T10:00:00.118204+01:00 leap kernel: [    0.000000] Linux version 3.10.0-514.el7.x86_64 (b)
      2026-11-21T10:00:00.118204+01:00 leap kernel: [    0.000000] Kernel command line: ro quiet cgroup_disable=memory
      2026-11-21T10:00:00.118204+01:00 leap kernel: [    0.000000][    T0] Disabling memory control group subsystem
      2026-11-21T10:00:00Z leap kernel: [    0.900123] Freeing unused kernel memory: 868k freed
      """;

  private static final String RFC_5424 =
      """
      <5>1 2026-11-21T10:00:00.118204+01:00 leap kernel - - - [    0.000000] Linux version 3.10.0-514.el7.x86_64 (b)
      <5>1 2026-11-21T10:00:00.118204+01:00 leap kernel - - - [    0.000000] Kernel command line: ro quiet cgroup_disable=memory
      <6>1 2026-11-21T10:00:00.118204+01:00 leap kernel - - - [    0.000000] Disabling memory control group subsystem
      <6>1 2026-11-21T10:00:00.118204+01:00 leap kernel - - - [    0.900123] Freeing unused kernel memory: 868k freed
      """;

  private static final String MONOTONIC =
      """
      [    0.000000] docker01 kernel: Linux version 3.10.0-514.el7.x86_64 (b) #1
      [    0.000000] docker01 kernel: Kernel command line: ro quiet cgroup_disable=memory
      [    0.000000] kernel: Disabling memory control group subsystem
      [    0.900123] docker01 kernel: Freeing unused kernel memory: 868k freed
      """;

  private static final String BOOT_MSG =
      """
      Inspecting /boot/System.map-3.10.0-514.el7.x86_64
      Loaded 30000 symbols from /boot/System.map-3.10.0-514.el7.x86_64.
      klogd 1.4.1, log source = ksyslog started.
      <5>[    0.000000] Linux version 3.10.0-514.el7.x86_64 (b) #1
      <5>[    0.000000] Kernel command line: ro quiet cgroup_disable=memory
      <6>[    0.000000] Disabling memory control group subsystem
      <6>[    0.900123] Freeing unused kernel memory: 868k freed
      Kernel logging (ksyslog) stopped.
      Disabling cpu control group subsystem
      """;

  private static final String JOURNAL =
      """
      __CURSOR=s=1;i=1
      __REALTIME_TIMESTAMP=1763719200000000
      __MONOTONIC_TIMESTAMP=1500000
      _BOOT_ID=0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978
      _TRANSPORT=kernel
      _SOURCE_MONOTONIC_TIMESTAMP=0
      PRIORITY=5
      SYSLOG_IDENTIFIER=kernel
      MESSAGE=Linux version 3.10.0-514.el7.x86_64 (b) #1

      _BOOT_ID=0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978
      _TRANSPORT=kernel
      _SOURCE_MONOTONIC_TIMESTAMP=0
      MESSAGE=Kernel command line: ro quiet cgroup_disable=memory

      _BOOT_ID=0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978
      _TRANSPORT=kernel
      _SOURCE_MONOTONIC_TIMESTAMP=0
      MESSAGE=Disabling memory control group subsystem

      _BOOT_ID=0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978
      _TRANSPORT=syslog
      MESSAGE=Disabling cpu control group subsystem

      _BOOT_ID=0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978
      _TRANSPORT=kernel
      SYSLOG_FACILITY=3
      MESSAGE=Disabling cpu control group subsystem

      _BOOT_ID=0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978
      _TRANSPORT=kernel
      _SOURCE_MONOTONIC_TIMESTAMP=900123
      MESSAGE=Freeing unused kernel memory: 868k freed
      """;

  static Stream<Arguments> transports() {
    return Stream.of(
        Arguments.of(LogFormat.KMSG, KMSG),
        Arguments.of(LogFormat.DMESG, RAW_DMESG),
        Arguments.of(LogFormat.DMESG, CALLER),
        Arguments.of(LogFormat.DMESG, PLAIN),
        Arguments.of(LogFormat.DMESG, DATED),
        Arguments.of(LogFormat.DMESG, DECODED),
        Arguments.of(LogFormat.DMESG, BOOT_MSG),
        Arguments.of(LogFormat.SYSLOG, SYSLOG),
        Arguments.of(LogFormat.SYSLOG, SYSLOG_WITHOUT_CLOCK),
        Arguments.of(LogFormat.SYSLOG, RFC_3339),
        Arguments.of(LogFormat.SYSLOG, RFC_5424),
        Arguments.of(LogFormat.SYSLOG, MONOTONIC),
        Arguments.of(LogFormat.JOURNAL_EXPORT, JOURNAL));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void everyTransportTellsTheSameBoot(LogFormat format, String text) {
    BootLog log = onlyBoot(text);
    assertEquals(format, log.format());
    assertEquals("3.10.0-514.el7.x86_64", log.release().orElseThrow().text());
    assertEquals(
        Optional.of(new LoggedCommandLine("ro quiet cgroup_disable=memory", false)),
        log.commandLine());
    assertTrue(log.coverage().wholeStart(), log.coverage().statement());
    assertEquals(
        List.of("log.cgroup.disabled memory"),
        log.findings().stream().map(f -> f.id() + " " + f.subject()).toList());
  }

  @Test
  void aRecordKeepsItsNumberTimeAndLevel() {
    BootMessage message = onlyBoot(KMSG).findings().get(0).message();
    assertEquals(
        new BootMessage(
            4,
            OptionalLong.of(3),
            OptionalLong.of(0),
            OptionalInt.of(6),
            "Disabling memory control group subsystem"),
        message);
    assertEquals(OptionalLong.of(900_123), onlyBoot(SYSLOG).last().micros());
  }

  @Test
  void escapedBytesOfARecordComeBack() {
    BootLog log = onlyBoot("6,0,0,-;Linux version 6.1\\x5c\\xc3\\xa4\\x1b[31m \\xzz \\x4\n");
    assertEquals("Linux version 6.1\\\u00c3\u00a4\u001b[31m \\xzz \\x4", log.first().text());
  }

  @Test
  void oneRecordOfTwoLinesIsTwoMessages() {
    BootLog log =
        onlyBoot("6,0,0,-;Linux version 6.1\\x0aDisabling memory control group subsystem\n");
    assertEquals(2, log.coverage().messages());
    assertEquals(LineFamily.CONTROLLER_DISABLED, log.findings().get(0).kind());
  }

  @Test
  void theJournalNamesTheBoot() {
    assertEquals(BootId.parse("0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978"), onlyBoot(JOURNAL).bootId());
  }

  @Test
  void aBinaryFieldOfTheJournalIsReadByItsLength() {
    String message = "cgroup: Disabling memory control group subsystem\nLinux=version\n\nend";
    String entry =
        "__CURSOR=s=1\n_TRANSPORT=kernel\nMESSAGE\n" + length(message.length()) + message + "\n";
    BootLog log = onlyBoot(entry + "PRIORITY=6\n\n_TRANSPORT=kernel\nMESSAGE=next\n\n");
    assertEquals("next", log.last().text());
    assertEquals(5, log.coverage().messages());
    assertEquals(OptionalInt.of(6), log.first().priority());
    assertEquals("memory", log.findings().get(0).subject());
  }

  @Test
  void aLengthThatHoldsALineEndIsReadToo() {
    String message = "0123456789";
    String entry = "__CURSOR=s=1\n_TRANSPORT=kernel\nMESSAGE\n" + length('\n') + message + "\n";
    assertEquals(message, onlyBoot(entry + "PRIORITY=6\n\n").first().text());
  }

  @Test
  void messagesTheJournalMissedAreAGap() {
    String missed = "\n_TRANSPORT=driver\nMESSAGE=Missed 12 kernel messages\n\n";
    assertEquals(
        List.of(true, false),
        Stream.of(JOURNAL, JOURNAL + missed).map(t -> onlyBoot(t).coverage().gapless()).toList());
  }

  private static String length(int bytes) {
    return (char) bytes + "\0".repeat(7);
  }

  private static BootLog onlyBoot(String text) {
    List<BootLog> boots = BootLog.parse(text);
    assertEquals(1, boots.size());
    return boots.get(0);
  }
}
