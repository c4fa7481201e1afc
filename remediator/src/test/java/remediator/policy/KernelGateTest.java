package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.policy.Hosts.NEW;
import static remediator.policy.Hosts.OLD;
import static remediator.policy.Hosts.kernel;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.fact.BootSetup;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.ParameterSupport;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;

/** The gate opens only when every kernel that counts is known to understand everything. */
class KernelGateTest {
  private static final List<WantedParameter> NOKMEM = List.of(WantedParameter.NOKMEM);
  private static final List<WantedParameter> BOTH =
      List.of(WantedParameter.NOKMEM, WantedParameter.DISABLE_MEMORY);

  @Test
  void opensWhenTheKernelThatCountsUnderstandsAll() {
    KernelGate gate = KernelGate.of(Hosts.recent().facts(), BOTH);
    assertEquals(Says.UNDERSTOOD, gate.answer());
    assertEquals(2, gate.reasons().size());
  }

  @Test
  void oneIgnoredParameterSettlesIt() {
    KernelGate gate = KernelGate.of(Hosts.old().facts(), BOTH);
    assertEquals(Says.IGNORED, gate.answer());
    assertEquals(1, gate.reasons().size());
    assertTrue(gate.reasons().get(0).contains("would ignore cgroup.memory=nokmem silently"));
  }

  @Test
  void ignoredWinsOverUnknownWhicheverKernelSaysIt() {
    for (boolean nextIgnores : List.of(true, false)) {
      Kernel old = kernel(OLD).bootsNext();
      Kernel recent = kernel(NEW).newest();
      Hosts host =
          Hosts.host()
              .kernel(nextIgnores ? old.ignoring() : old.untold())
              .kernel(nextIgnores ? recent.untold() : recent.ignoring());
      assertEquals(Says.IGNORED, KernelGate.of(host.facts(), NOKMEM).answer());
    }
  }

  @Test
  void oneUnknownVerdictKeepsItOpen() {
    Hosts host =
        Hosts.host()
            .kernel(kernel(OLD).bootsNext().untold())
            .kernel(kernel(NEW).newest().understanding());
    KernelGate gate = KernelGate.of(host.facts(), NOKMEM);
    assertEquals(Says.NOTHING, gate.answer());
    assertEquals(1, gate.reasons().size());
    assertTrue(gate.reasons().get(0).contains(OLD), gate.reasons().toString());
  }

  @Test
  void whatIsOnlyInferredDoesNotOpenItWhereTheImageIsThereAndSilent() {
    assertEquals(Says.NOTHING, inferredBeside(Says.NOTHING).answer());
    assertTrue(inferredBeside(Says.NOTHING).reasons().get(0).contains("cannot be read"));
    assertEquals(Says.UNDERSTOOD, inferredBeside(Says.UNDERSTOOD).answer());
  }

  private static KernelGate inferredBeside(Says image) {
    Verdict verdict =
        ParameterSupport.judge(
            WantedParameter.NOKMEM,
            List.of(
                wanted -> evidence(Rung.IMAGE, image, "cannot be read: cut short"),
                wanted -> evidence(Rung.RELEASE_TABLE, Says.UNDERSTOOD, "since 4.8")));
    Kernel kernel = kernel(NEW).bootsNext().newest().verdict(Hosts.NOKMEM, verdict);
    return KernelGate.of(Hosts.host().kernel(kernel).facts(), NOKMEM);
  }

  private static SupportEvidence evidence(Rung rung, Says says, String reason) {
    return new SupportEvidence(rung, says, "/boot/vmlinuz", "", reason, Confidence.INFERRED);
  }

  @Test
  void aParameterThatNobodyWasAskedAboutIsUnknown() {
    List<WantedParameter> other = List.of(new WantedParameter("quiet", Optional.empty()));
    assertEquals(Says.NOTHING, KernelGate.of(Hosts.recent().facts(), other).answer());
  }

  @Test
  void kernelsThatDoNotCountAreNotAsked() {
    Hosts host =
        Hosts.host()
            .kernel(kernel(NEW).bootsNext().newest().understanding())
            .kernel(kernel(OLD).ignoring())
            .kernel(kernel("0-rescue").rescue().ignoring());
    assertEquals(Says.UNDERSTOOD, KernelGate.of(host.facts(), NOKMEM).answer());
  }

  @Test
  void whereNobodyKnowsWhatBootsNextEveryBootableKernelCounts() {
    Hosts ignoring =
        Hosts.host().kernel(kernel(NEW).newest().understanding()).kernel(kernel(OLD).ignoring());
    assertEquals(Says.IGNORED, KernelGate.of(ignoring.facts(), NOKMEM).answer());
    Hosts untold =
        Hosts.host().kernel(kernel(NEW).newest().understanding()).kernel(kernel(OLD).untold());
    assertEquals(Says.NOTHING, KernelGate.of(untold.facts(), NOKMEM).answer());
    Hosts notBootable =
        Hosts.host()
            .kernel(kernel(NEW).newest().understanding())
            .kernel(kernel(OLD).notBootable().ignoring());
    assertEquals(Says.UNDERSTOOD, KernelGate.of(notBootable.facts(), NOKMEM).answer());
  }

  @Test
  void anEntryThatBootsSomethingElseKeepsItOpen() {
    for (Optional<String> release : List.of(Optional.of("9.9.9-else"), Optional.<String>empty())) {
      Hosts host =
          Hosts.host().kernel(kernel(NEW).newest().understanding()).bootsNext(entry(release));
      KernelGate gate = KernelGate.of(host.facts(), NOKMEM);
      assertEquals(Says.NOTHING, gate.answer());
      assertTrue(gate.reasons().get(0).startsWith("/boot/grub2/grub.cfg:7: "));
      assertTrue(gate.reasons().get(0).contains(release.orElse("cannot be told")));
    }
  }

  @Test
  void aRescueKernelThatBootsNextKeepsItOpen() {
    Hosts host =
        Hosts.host()
            .kernel(kernel(NEW).newest().understanding())
            .kernel(kernel("0-rescue").rescue().bootsNext().understanding())
            .bootsNext(entry(Optional.of("0-rescue")));
    assertEquals(Says.NOTHING, KernelGate.of(host.facts(), NOKMEM).answer());
  }

  @Test
  void withoutAnyKernelNothingIsTold() {
    KernelGate gate = KernelGate.of(Hosts.host().kernelsUnknown("denied").facts(), NOKMEM);
    assertEquals(Says.NOTHING, gate.answer());
    assertEquals(List.of("/boot: denied"), gate.reasons());
    assertEquals(Says.NOTHING, KernelGate.of(Hosts.host().facts(), NOKMEM).answer());
  }

  @Test
  void aGateRequiresSomething() {
    assertThrows(
        IllegalArgumentException.class, () -> KernelGate.of(Hosts.recent().facts(), List.of()));
  }

  private static Fact<BootSetup.DefaultEntry> entry(Optional<String> release) {
    HostPath file = HostPath.of("/boot/grub2/grub.cfg");
    return Fact.known(
        new BootSetup.DefaultEntry(file, 7, "title", release), file.value(), "menuentry");
  }
}
