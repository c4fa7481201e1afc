package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.kernelimage.SupportEvidence.Says;

final class ParameterSupportTest {

  @Test
  void theHigherRungWinsAndTheDisagreementIsListed() {
    Verdict verdict =
        judge(says(Rung.RELEASE_TABLE, Says.IGNORED), says(Rung.SYSTEM_MAP, Says.UNDERSTOOD));
    assertInstanceOf(Verdict.Understood.class, verdict);
    assertEquals(
        List.of(
            "System.map (here) says understood, table of releases (here) says ignored; the former"
                + " is the better source"),
        verdict.disagreements());
    assertEquals(Rung.SYSTEM_MAP, verdict.evidence().get(0).rung());
  }

  @Test
  void aSourceThatCannotTellIsListedAndDecidesNothing() {
    Verdict verdict = judge(says(Rung.IMAGE, Says.NOTHING), says(Rung.RELEASE_TABLE, Says.IGNORED));
    assertInstanceOf(Verdict.Ignored.class, verdict);
    assertEquals(List.of(), verdict.disagreements());
    assertEquals(
        List.of(Rung.RELEASE_TABLE, Rung.IMAGE),
        verdict.evidence().stream().map(SupportEvidence::rung).toList());
  }

  @ParameterizedTest
  @EnumSource(Rung.class)
  void everyRungAloneDecides(Rung rung) {
    assertEquals("understood", judge(says(rung, Says.UNDERSTOOD)).word());
    assertEquals("ignored", judge(says(rung, Says.IGNORED)).word());
    assertEquals("unknown", judge(says(rung, Says.NOTHING)).word());
  }

  @Test
  void theLadderIsTheOneThatWasAgreed() {
    assertEquals(
        List.of(
            Rung.IMAGE,
            Rung.RUNNING_SYMBOLS,
            Rung.SYSTEM_MAP,
            Rung.BOOT_LOG,
            Rung.MODULE_INFO,
            Rung.CONFIG,
            Rung.RELEASE_TABLE),
        List.of(Rung.values()));
  }

  @Test
  void whatNobodyKnowsSaysWhoWasAsked() {
    Verdict verdict = judge(says(Rung.CONFIG, Says.NOTHING));
    String reason = assertInstanceOf(Verdict.Unknown.class, verdict).reason();
    assertTrue(reason.contains("because"), reason);
    assertTrue(
        assertInstanceOf(Verdict.Unknown.class, judge()).reason().contains("no source was found"));
  }

  @Test
  void aParameterIsReadAsNameAndToken() {
    assertEquals(
        Optional.of(WantedParameter.NOKMEM), WantedParameter.parse("cgroup.memory=nokmem"));
    assertEquals(Optional.empty(), WantedParameter.parse("=x"));
    assertEquals("quiet", WantedParameter.parse("quiet=").orElseThrow().text());
    assertThrows(
        IllegalArgumentException.class, () -> new WantedParameter("a=b", Optional.empty()));
  }

  private static Verdict judge(Witness... witnesses) {
    return ParameterSupport.judge(WantedParameter.NOKMEM, List.of(witnesses));
  }

  private static Witness says(Rung rung, Says says) {
    return wanted -> new SupportEvidence(rung, says, "here", "it", "because", Confidence.VERIFIED);
  }
}
