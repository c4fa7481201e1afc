package remediator.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.verify.Verification.State;

class VerifierTest {
  private static final String NOKMEM = "cgroup.memory=nokmem";
  private static final String DISABLE = "cgroup_disable=memory";
  private static final String WHOLE_BOOT =
      """
      [    0.000000] Linux version 3.10.0-1062.el7.x86_64 (x) #1 SMP
      [    0.000000] Command line: ro cgroup_disable=memory
      [    0.000000] Kernel command line: ro cgroup_disable=memory
      %s[    1.200000] Freeing unused kernel memory: 900k freed
      [    2.000000] systemd[1]: Detected architecture x86-64.
      """;

  @Test
  void theBootOfTheChangeIsNotJudged() {
    Facts facts = new Facts().line("ro " + NOKMEM).understands(NOKMEM);
    Verification verification = verify(asked(NOKMEM, "after"), facts);
    assertEquals(State.REBOOT_PENDING, verification.state());
  }

  @Test
  void whatIsNotOnTheLineAfterTheRebootIsNotEffective() {
    Verification verification = verify(asked(NOKMEM, "before"), new Facts().line("ro quiet"));
    assertEquals(State.NOT_EFFECTIVE, verification.state());
    assertTrue(verification.explanation().contains("not on the running command line"));
  }

  @Test
  void withoutABootIdAbsenceMayBeTheOldBoot() {
    Facts facts = new Facts().line("ro").bootId(Facts.unknown("boot_id"));
    assertEquals(State.UNDETERMINED, verify(asked(NOKMEM, "before"), facts).state());
  }

  @Test
  void anUnreadableLineIsUndetermined() {
    assertEquals(State.UNDETERMINED, verify(asked(NOKMEM, "before"), new Facts()).state());
  }

  @Test
  void presentAndIgnoredIsNotEffectiveAndTheSilenceIsExplained() {
    Facts facts = new Facts().line("ro " + NOKMEM).ignores(NOKMEM);
    Verification verification = verify(asked(NOKMEM, "before"), facts);
    assertEquals(State.NOT_EFFECTIVE, verification.state());
    assertTrue(verification.advice().get(0).contains("dot"), verification.advice().toString());
  }

  @Test
  void presentAndUnderstoodIsEffective() {
    Facts facts = new Facts().line("ro cgroup.memory=nosocket,nokmem").understands(NOKMEM);
    assertEquals(State.EFFECTIVE, verify(asked(NOKMEM, "before"), facts).state());
  }

  @Test
  void oneSignAgainstOutweighsTheVerdict() {
    Facts facts = new Facts().line("ro " + NOKMEM).understands(NOKMEM).slabCaches(1);
    assertEquals(State.NOT_EFFECTIVE, verify(asked(NOKMEM, "before"), facts).state());
    Facts none = new Facts().line("ro " + NOKMEM).understands(NOKMEM).slabCaches(0);
    assertEquals(State.EFFECTIVE, verify(asked(NOKMEM, "before"), none).state());
  }

  @Test
  void presenceAloneProvesNothing() {
    Facts facts = new Facts().line("ro " + NOKMEM).slabCaches(0);
    assertEquals(State.UNDETERMINED, verify(asked(NOKMEM, "before"), facts).state());
  }

  @Test
  void theControllerRowDecidesAboutDisabling() {
    Facts off = new Facts().line("ro " + DISABLE).controllerEnabled(false);
    assertEquals(State.EFFECTIVE, verify(asked(DISABLE, "before"), off).state());
    Facts on = new Facts().line("ro " + DISABLE).controllerEnabled(true);
    assertEquals(State.NOT_EFFECTIVE, verify(asked(DISABLE, "before"), on).state());
  }

  @Test
  void theDisablingLineConfirmsAndItsAbsenceFromAWholeBootContradicts() {
    String disabling = "[    0.000000] Disabling memory control group subsystem\n";
    Facts with = new Facts().line("ro " + DISABLE).log(WHOLE_BOOT.formatted(disabling));
    assertEquals(State.EFFECTIVE, verify(asked(DISABLE, "before"), with).state());
    Facts without = new Facts().line("ro " + DISABLE).log(WHOLE_BOOT.formatted(""));
    assertEquals(State.NOT_EFFECTIVE, verify(asked(DISABLE, "before"), without).state());
  }

  @Test
  void aLogThatLostItsStartIsNoEvidenceOfAbsence() {
    Facts facts =
        new Facts().line("ro " + DISABLE).log("[  812.000000] systemd[1]: Started Session 1.\n");
    assertEquals(State.UNDETERMINED, verify(asked(DISABLE, "before"), facts).state());
  }

  @Test
  void whatWasToGoAndStaysIsNotEffective() {
    Asked gone = new Asked(List.of(), List.of(DISABLE), Optional.of("before"), "test");
    assertEquals(State.NOT_EFFECTIVE, verify(gone, new Facts().line("ro " + DISABLE)).state());
    assertEquals(State.EFFECTIVE, verify(gone, new Facts().line("ro")).state());
  }

  @Test
  void nothingAskedIsNothingVerified() {
    Asked nothing = new Asked(List.of(), List.of(), Optional.empty(), "test");
    assertEquals(State.NOTHING_ASKED, verify(nothing, new Facts().line("ro")).state());
  }

  @Test
  void ofAnUnknownDottedParameterNothingCanBeProven() {
    Facts facts = new Facts().release("6.1.0-28-amd64").line("ro foo.bar=1");
    assertEquals(State.UNDETERMINED, verify(asked("foo.bar=1", "before"), facts).state());
  }

  private static Asked asked(String present, String bootId) {
    return new Asked(List.of(present), List.of(), Optional.of(bootId), "test");
  }

  private static Verification verify(Asked asked, Facts facts) {
    return Verifier.verify(asked, facts.facts());
  }
}
