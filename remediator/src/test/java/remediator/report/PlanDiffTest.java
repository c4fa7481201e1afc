package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The diff of a plan, as diff -u would have written it, without secrets. */
class PlanDiffTest {

  @Test
  void threeLinesOfContextSurroundAChange() {
    assertEquals(
        """
        --- a/etc/x
        +++ b/etc/x
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8
        """,
        text("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"));
  }

  @Test
  void aMissingFinalNewlineIsSaidOnTheSideThatLacksIt() {
    assertEquals(
        """
        --- a/etc/x
        +++ b/etc/x
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +b
        """,
        text("a\nb", "a\nb\n"));
  }

  @Test
  void aMissingFinalNewlineOnBothSidesIsSaidTwice() {
    assertEquals(
        """
        --- a/etc/x
        +++ b/etc/x
        @@ -1,1 +1,1 @@
        -a
        \\ No newline at end of file
        +b
        \\ No newline at end of file
        """,
        text("a", "b"));
  }

  @Test
  void anAbsentFileIsDevNull() {
    assertEquals(
        List.of("--- /dev/null", "+++ b/etc/x", "@@ -0,0 +1,1 @@", "+a"),
        PlanDiff.lines("/etc/x", Optional.empty(), Optional.of("a\n")));
    assertEquals(
        List.of("--- a/etc/x", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-a"),
        PlanDiff.lines("/etc/x", Optional.of("a\n"), Optional.empty()));
  }

  @Test
  void carriageReturnsStayPartOfTheirLines() {
    assertEquals(
        List.of("--- a/etc/x", "+++ b/etc/x", "@@ -1,1 +1,1 @@", "-a\r", "+b\r"),
        PlanDiff.lines("/etc/x", Optional.of("a\r\n"), Optional.of("b\r\n")));
  }

  @Test
  void secretsAreTakenOutOnEverySide() {
    assertEquals(
        List.of(
            "--- a/etc/x",
            "+++ b/etc/x",
            "@@ -1,2 +1,2 @@",
            "-GRUB_CMDLINE_LINUX=\"rd.iscsi.password=<redacted>\"",
            "+GRUB_CMDLINE_LINUX=\"rd.iscsi.password=<redacted> a=b\"",
            " password root <redacted>"),
        PlanDiff.lines(
            "/etc/x",
            Optional.of("GRUB_CMDLINE_LINUX=\"rd.iscsi.password=s\"\npassword root s\n"),
            Optional.of("GRUB_CMDLINE_LINUX=\"rd.iscsi.password=s a=b\"\npassword root s\n")));
  }

  private static String text(String before, String after) {
    return PlanDiff.text("/etc/x", Optional.of(before), Optional.of(after));
  }
}
