package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.lint.LintScene;

class LintReportTest {
  private static final int COLUMNS = 80;

  @Test
  void saysWordWhereWhoAndWhatWasMeant() {
    LintReport report =
        report(
            LintScene.two()
                .running("ro quite")
                .defaults("GRUB_CMDLINE_LINUX=\"rd.lvm.lv=a/b cgroup_disable=memori\"\n"));
    assertEquals(
        """
        NO KERNEL OF THIS HOST UNDERSTANDS
          ! quite
              did you mean: quiet
              the kernel hands it to init and, from 5.14, says so in its log
              unknown to: 6.1.0-28-amd64
              running: /proc/cmdline
        NO KERNEL OF THIS HOST KNOWS THIS VALUE
          ! cgroup_disable=memori
              value: memori
              did you mean: memory
              the kernel skips it without a word
              unknown to: 3.10.0-514.el7.x86_64
              unknown to: 6.1.0-28-amd64
              after next update: /etc/default/grub:1
        FOR SOMEBODY ELSE
          - dracut
              rd.lvm.lv=a/b
        4 words: 2 to look at, 1 understood, 1 for somebody else, 0 untold
          > correct each word where it is written, or take it out: in the source of the
            next update first; generate the boot configuration from it, reboot, and ask
            again
        """,
        withoutHost(text(report)));
    assertEquals(ResultState.PROBLEM_FOUND, report.state());
    assertEquals(
        List.of("LINT-01", "LINT-03"), report.findings().stream().map(Finding::id).toList());
  }

  @Test
  void whatSomeKernelsDropIsAWarning() {
    LintReport report =
        report(LintScene.two().defaults("GRUB_CMDLINE_LINUX=cgroup.memory=nokmem\n"));
    Finding finding = report.findings().get(0);
    assertEquals("LINT-02", finding.id());
    assertEquals(Finding.Severity.WARNING, finding.severity());
    assertTrue(finding.why().startsWith("unknown to " + LintScene.OLD), finding.why());
    assertTrue(finding.remedy().contains(LintScene.NEW), finding.remedy());
    assertEquals("/etc/default/grub:1", finding.evidence().get(0).source());
    assertEquals(3, report.state().exitCode());
  }

  @Test
  void withoutAnImageTheReasonIsSaidOnce() {
    LintReport report =
        report(LintScene.one().unreadable(LintScene.NEW).running("quiet loglevel=3 single"));
    assertEquals(
        """
        CANNOT TELL
          ? 6.1.0-28-amd64: its format is not known
          - words
              quiet loglevel=...
        FOR SOMEBODY ELSE
          - init
              single
        3 words: 0 to look at, 0 understood, 1 for somebody else, 2 untold
        """,
        withoutHost(text(report)));
    assertEquals(4, report.state().exitCode());
  }

  @Test
  void nothingWrongIsHealthy() {
    assertEquals(ResultState.HEALTHY, report(LintScene.one().running("ro quiet single")).state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rd.iscsi.password=hunter2",
        "rd.iscsi.pasword=hunter2",
        "\"rd.iscsi.pasword=hunter2 x\"",
        "rd.iscsi.pasword=\"hunter2 x\"",
        "systemd.set_credental=hunter2",
        "iscsi_pasword=hunter2",
        "rd.iscsi.pasword=hunter2 frobnicate",
        "netrot=iscsi:user:hunter2@host"
      })
  void aSecretUnderAMisspeltNameIsASecret(String word) {
    LintReport report = report(LintScene.one().running(word));
    assertFalse(text(report).contains("hunter2"), text(report));
    assertFalse(json(report).contains("hunter2"), json(report));
    LintReport untold = report(LintScene.one().unreadable(LintScene.NEW).running(word));
    assertFalse(text(untold).contains("hunter2"), text(untold));
    assertFalse(json(untold).contains("hunter2"), json(untold));
  }

  @Test
  void wordsThatSteerATerminalAreSpelledOut() {
    String bytes = "\u001b[31m\u00e2\u0080\u00aeevil=\u0007";
    LintReport report = report(LintScene.one().running(bytes + " " + bytes + ".x=1"));
    for (String said : List.of(text(report), json(report))) {
      assertTrue(
          said.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), "raw bytes: " + said);
    }
  }

  @Test
  void longWordsAreCutAndLinesKeepTheirWidth() {
    StringBuilder line = new StringBuilder("x".repeat(100_000));
    for (int n = 0; n < 100; n++) {
      line.append(" rd.word").append(n).append('=').append("y".repeat(n));
    }
    String text =
        withoutHost(text(report(LintScene.two().running(line + " cgroup-memory=nokmem"))));
    text.lines().forEach(each -> assertTrue(each.length() <= COLUMNS, each));
    assertTrue(text.contains("x".repeat(60) + "..."), text);
    assertTrue(text.contains("and 60 more"), text);
  }

  private static LintReport report(LintScene scene) {
    return new LintReport(scene.facts(), scene.lint());
  }

  private static String text(LintReport report) {
    Page page = new Page(Palette.PLAIN);
    report.print(page);
    return page.text();
  }

  private static String withoutHost(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }

  private static String json(LintReport report) {
    return JsonReport.of("test", "lint", JsonReport.host(Optional.of(report.facts())), report);
  }
}
