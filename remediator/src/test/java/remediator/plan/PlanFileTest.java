package remediator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.fact.Fact;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;

class PlanFileTest {
  private static final String OLD = "GRUB_CMDLINE_LINUX=\"quiet\"\r\n\u00ff";

  @Test
  void whatWasWrittenIsReadBack() {
    Plan plan = plan();
    assertEquals(plan.changes(), read(PlanFile.text(plan)).orElseThrow().changes());
    assertEquals(plan.expectation(), read(PlanFile.text(plan)).orElseThrow().expectation());
    assertEquals(plan.entries(), read(PlanFile.text(plan)).orElseThrow().entries());
    assertEquals(plan.notes(), read(PlanFile.text(plan)).orElseThrow().notes());
  }

  @Test
  void everySingleChangedByteIsRefused() {
    byte[] written = PlanFile.text(plan()).getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < written.length; at++) {
      byte[] edited = written.clone();
      edited[at] ^= 1;
      Optional<Plan> read = read(new String(edited, StandardCharsets.UTF_8));
      assertTrue(read.isEmpty(), "an edit of byte " + at + " went unnoticed");
    }
  }

  @Test
  void everyTruncationIsRefused() {
    String written = PlanFile.text(plan());
    for (int length = 0; length < written.length(); length++) {
      assertTrue(read(written.substring(0, length)).isEmpty(), "cut to " + length);
    }
  }

  @Test
  void whatIsNoPlanIsCalledThat() {
    assertEquals("it is not a plan that remediator wrote", reason("{}"));
    assertEquals("it is not a plan that remediator wrote", reason(""));
  }

  @Test
  void anotherFormatIsNamed() {
    String other = PlanFile.text(plan()).replace("\"1.0\"", "\"9.0\"");
    assertTrue(reason(other).contains("digest"), reason(other));
    String zeros = "0".repeat(64);
    String unsigned = "{\"format_version\":\"9.0\",\"digest\":\"" + zeros + "\"}\n";
    String digest = ContentDigest.of(unsigned.getBytes(StandardCharsets.UTF_8)).hex();
    assertEquals(
        "its format_version is 9.0, not 1.0", reason(unsigned.replaceFirst(zeros, digest)));
  }

  private static Plan plan() {
    byte[] bytes = OLD.getBytes(StandardCharsets.ISO_8859_1);
    FileState.Regular before =
        new FileState.Regular(
            ContentDigest.of(bytes),
            FileAttributes.regular(
                0644, 0, 7, bytes.length, Instant.parse("2026-01-02T03:04:05.000000006Z")));
    HostPath path = HostPath.of("/etc/default/grub");
    return new Plan(
        Fact.known("0123", "/etc/machine-id", "0123"),
        new Expectation("default", List.of("a=b"), List.of("c"), Optional.of("boot")),
        List.of(
            Change.edit(path, before, OLD, OLD + "x", "why"),
            Change.create(HostPath.of("/etc/default/grub.d/z.cfg"), 0644, "new\n", "why"),
            Change.delete(HostPath.of("/boot/old"), before, OLD, "gone")),
        List.of(
            new EntryOutlook(
                path,
                3,
                "t\u001b",
                Optional.of("3.10"),
                EntryOutlook.Kind.RECOVERY,
                List.of("a=b"),
                List.of(),
                "")),
        List.of("note"));
  }

  private static Optional<Plan> read(String text) {
    return PlanFile.parse(text)
        .match(whole -> Optional.of(whole.plan()), unusable -> Optional.<Plan>empty());
  }

  private static String reason(String text) {
    return PlanFile.parse(text).match(whole -> "whole", unusable -> unusable.reason());
  }
}
