package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.policy.Hosts.DISABLE;
import static remediator.policy.Hosts.NEW;
import static remediator.policy.Hosts.NOKMEM;
import static remediator.policy.Hosts.OLD;
import static remediator.policy.Hosts.host;
import static remediator.policy.Hosts.kernel;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.fact.BootSetup;
import remediator.fact.Fact;
import remediator.fact.MemoryDependent;
import remediator.file.HostPath;
import remediator.policy.Alternative.Standing;

class DecisionTest {
  private static final long MIB = 1024L * 1024;

  @Test
  void anIgnoredDottedNameIsCalledSilentWithItsEvidence() {
    Decision decision = DecisionTableTest.decide("appliance-docker", Hosts.old());
    String first = decision.reasons().get(0);
    assertEquals(
        NOKMEM
            + " is rejected: "
            + OLD
            + " (boots next, newest, running) would ignore "
            + NOKMEM
            + " silently: the symbol is missing (System.map, /boot/System.map: \"cgroup_memory\");"
            + " no kernel reports an unknown parameter that has a dot in its name, so a boot log"
            + " without a warning proves nothing",
        first);
  }

  @Test
  void theRefusalNamesEveryLossAndWhatWouldHelp() {
    Decision decision =
        DecisionTableTest.decide("default", Hosts.old().limited("web", 512 * MIB).limited("db", 3));
    String refusal = decision.reasons().get(1);
    assertEquals(
        DISABLE
            + " is rejected: the memory controller is needed here: 2 containers (web 512 MiB, db 3"
            + " bytes)",
        refusal);
    String help = String.join("\n", help(decision));
    assertTrue(help.contains("3.10.0-1062 (7.7) or newer"), help);
    assertTrue(help.contains("move it to another host or take its limits away"), help);
    assertTrue(help.contains("appliance-docker"), help);
    assertEquals(2, decision.losses().size());
  }

  @Test
  void aKubernetesNodeNamesTheKubeletAndOffersNoLoss() {
    Decision decision = DecisionTableTest.decide("kubernetes-node", Hosts.old().kubelet());
    assertTrue(
        decision
            .reasons()
            .contains("this policy does not offer " + DISABLE + "; it would cost: kubelet"),
        decision.reasons().toString());
    String help = String.join("\n", help(decision));
    assertFalse(help.contains("accepts the loss"), help);
    assertTrue(help.contains("a kubelet does not start without the memory controller"), help);
  }

  @Test
  void aControllerThatStaysOffNeedsNoOtherRemedy() {
    Hosts off =
        Hosts.recent()
            .running("ro " + DISABLE)
            .bootFile("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"" + DISABLE + "\"\n");
    assertEquals("disable", DecisionTableTest.word(DecisionTableTest.decide("default", off)));
    Decision node = DecisionTableTest.decide("kubernetes-node", off);
    assertEquals("none", DecisionTableTest.word(node));
    assertEquals(Standing.POSSIBLE, node.alternatives().get(0).standing());
    assertTrue(
        node.reasons().toString().contains("keep-memory-controller takes it away"),
        node.reasons().toString());
  }

  @Test
  void aControllerThatTheNextBootTurnsOnGetsItsRemedy() {
    Hosts once = Hosts.recent().running("ro " + DISABLE);
    assertEquals("nokmem", DecisionTableTest.word(DecisionTableTest.decide("default", once)));
  }

  @Test
  void anInstalledKernelThatUnderstandsIsTheFirstHelp() {
    Decision decision = DecisionTableTest.decide("kubernetes-node", Hosts.bothKernels(false));
    assertTrue(help(decision).get(0).contains(NEW + " (installed, does not boot next, newest)"));
  }

  @Test
  void aKernelThatDoesNotBootNextIsOnlyTold() {
    Decision decision = DecisionTableTest.decide("default", Hosts.bothKernels(true));
    String told = OLD + " (installed, does not boot next) would ignore " + NOKMEM + " silently";
    assertTrue(decision.reasons().stream().anyMatch(reason -> reason.startsWith(told)));
    List<KernelRemark> remarks =
        decision.kernelRemarks().stream()
            .filter(remark -> remark.parameter().equals(NOKMEM))
            .toList();
    assertEquals(List.of(true, false), remarks.stream().map(KernelRemark::counts).toList());
    assertTrue(remarks.get(1).text().startsWith(told));
  }

  @Test
  void aRescueKernelNeverCountsAndIsNamed() {
    Hosts host = Hosts.recent().kernel(kernel("0-rescue-0123").rescue().ignoring());
    Decision decision = DecisionTableTest.decide("default", host);
    assertEquals("nokmem", DecisionTableTest.word(decision));
    assertTrue(
        decision.kernelRemarks().stream()
            .anyMatch(remark -> remark.text().startsWith("0-rescue-0123 (rescue, installed")));
  }

  @Test
  void whenWhatBootsNextIsUnknownOnlyAgreementDecides() {
    Hosts unknownNext =
        host().kernel(kernel(OLD).ignoring()).kernel(kernel(NEW).newest().understanding());
    assertEquals(
        "undetermined", DecisionTableTest.word(DecisionTableTest.decide("default", unknownNext)));
    Hosts noneUnderstands =
        host().kernel(kernel(OLD).ignoring()).kernel(kernel(NEW).newest().ignoring());
    assertEquals(
        "disable", DecisionTableTest.word(DecisionTableTest.decide("default", noneUnderstands)));
    Hosts oldHasNoEntry =
        host()
            .kernel(kernel(OLD).ignoring().notBootable())
            .kernel(kernel(NEW).newest().understanding());
    assertEquals(
        "nokmem", DecisionTableTest.word(DecisionTableTest.decide("default", oldHasNoEntry)));
    assertTrue(
        DecisionTableTest.decide("default", unknownNext).reasons().stream()
            .anyMatch(
                reason -> reason.contains("which kernel boots next is not known (not told)")));
  }

  @Test
  void nobodyIsSaidNotToBootNextWhenThatIsUnknown() {
    Decision decision =
        DecisionTableTest.decide(
            "default", host().kernel(kernel(OLD).ignoring()).kernel(kernel("4.4.0").newest()));
    assertEquals(
        List.of(OLD + " (installed)", "whether 4.4.0 (installed, newest)"),
        decision.kernelRemarks().stream()
            .filter(remark -> remark.parameter().equals(NOKMEM))
            .map(remark -> remark.text().substring(0, remark.text().indexOf(')') + 1))
            .toList());
  }

  @Test
  void anEntryThatNamesNoInstalledKernelLetsEveryBootableOneCount() {
    BootSetup.DefaultEntry entry =
        new BootSetup.DefaultEntry(HostPath.of("/boot/grub2/grub.cfg"), 7, "x", Optional.empty());
    Hosts host =
        host()
            .kernel(kernel(OLD).ignoring())
            .kernel(kernel(NEW).newest().understanding())
            .bootsNext(Fact.known(entry, "/boot/grub2/grub.cfg", ""));
    Decision decision = DecisionTableTest.decide("kubernetes-node", host);
    assertEquals("undetermined", DecisionTableTest.word(decision));
    assertTrue(decision.reasons().stream().anyMatch(r -> r.startsWith("/boot/grub2/grub.cfg:7: ")));
  }

  @Test
  void anUnknownNeverFallsThroughToWhatCostsMore() {
    Decision decision =
        DecisionTableTest.decide("default", host().kernel(kernel("4.4.0").bootsNext().untold()));
    assertEquals(Optional.empty(), decision.remedy());
    assertEquals(List.of(Standing.UNKNOWN, Standing.POSSIBLE), standings(decision).subList(0, 2));
  }

  @Test
  void oneKernelThatIgnoresSettlesItWhateverIsUnknownOfTheOther() {
    Hosts host =
        host()
            .kernel(kernel("4.4.0").bootsNext().untold())
            .kernel(kernel("4.4.1").newest().ignoring());
    assertEquals(
        "refuse", DecisionTableTest.word(DecisionTableTest.decide("kubernetes-node", host)));
  }

  @Test
  void everyRemedyOfTheWorldIsJudged() {
    Decision decision = DecisionTableTest.decide("default", Hosts.recent());
    assertEquals(Optional.of(NOKMEM), decision.remedy());
    assertEquals(
        List.of(
            Standing.CHOSEN,
            Standing.POSSIBLE,
            Standing.REJECTED,
            Standing.POSSIBLE,
            Standing.POSSIBLE),
        standings(decision));
    assertEquals(
        Standing.NOT_IN_POLICY,
        alternative(DecisionTableTest.decide("kubernetes-node", Hosts.recent()), DISABLE)
            .standing());
    assertEquals(
        Standing.REJECTED,
        alternative(DecisionTableTest.decide("keep-memory-controller", Hosts.recent()), DISABLE)
            .standing());
  }

  @Test
  void aNewKernelNeedsNeitherAnotherRuntimeNorAMove() {
    Hosts host = host().kernel(kernel("6.1.0-18-amd64").bootsNext().newest().understanding());
    Decision decision = DecisionTableTest.decide("default", host);
    assertEquals("nokmem", DecisionTableTest.word(decision));
    assertEquals(
        List.of(Standing.REJECTED, Standing.REJECTED, Standing.REJECTED),
        standings(decision).subList(2, 5));
    assertTrue(
        decision.reasons().stream().anyMatch(r -> r.contains("since Linux 5.9 there are no slab")));
  }

  @Test
  void reportOnlySaysWhatItWouldHaveSaid() {
    Decision decision = DecisionTableTest.decide("report-only", Hosts.old());
    assertEquals(
        "this policy only reports; without report_only it would add " + DISABLE,
        decision.reasons().get(0));
    assertEquals(Optional.empty(), decision.remedy());
    assertTrue(
        DecisionTableTest.decide("report-only", Hosts.old().limited("web", MIB))
            .reasons()
            .get(0)
            .endsWith("it would refuse"));
  }

  @Test
  void theAcceptedLossIsNamedWhenItIsChosen() {
    Decision decision =
        DecisionTableTest.decide(
            "appliance-docker", Hosts.old().limited("web", MIB).unread("/proc", "hidden"));
    List<String> reasons = decision.reasons();
    assertTrue(reasons.contains(DISABLE + " costs: container web 1 MiB"));
    assertTrue(reasons.contains("more may be lost than is listed; not read: /proc: hidden"));
    assertEquals(List.of(new OpenQuestion("/proc", "hidden")), decision.lossesUnread());
  }

  @Test
  void longInventoriesAreCutInReasonsAndWholeInLosses() {
    Hosts host = Hosts.old();
    for (int i = 0; i <= MemoryController.NAMED_MAX; i++) {
      host.dependent(MemoryDependent.Kind.UNIT, "u" + i, Optional.of(MIB), "runs unlimited");
    }
    Decision decision = DecisionTableTest.decide("default", host);
    assertTrue(decision.reasons().get(1).endsWith(" and 1 more)"));
    assertEquals(MemoryController.NAMED_MAX + 1, decision.losses().size());
  }

  @Test
  void aParameterThatIsThereAndIgnoredIsCalledWithoutEffect() {
    Decision decision =
        DecisionTableTest.decide("appliance-docker", Hosts.old().running("ro " + NOKMEM));
    assertTrue(
        decision
            .reasons()
            .contains(
                NOKMEM
                    + " is on the running line already and has no effect: "
                    + OLD
                    + " ignores it"));
  }

  @Test
  void adviceFollowsTheBuild() {
    assertFalse(advises("3.10.0-1062.1.2.el7.x86_64", "1507149"));
    assertTrue(advises("3.10.0-1062.4.1.el7.x86_64", "1507149"));
    assertTrue(advises("3.10.0-1062.12.1.el7.x86_64", "1507149"));
    assertFalse(advises("3.10.0-1074.el7.x86_64", "1507149"));
    assertTrue(advises("3.10.0-1075.el7.x86_64", "1507149"));
    assertFalse(advises("4.18.0-1075.el8.x86_64", "1507149"));
    assertFalse(advises("5.2.21", "Linux 5.3"));
    assertTrue(advises("5.3.0", "Linux 5.3"));
    assertTrue(advises("5.9.0", "Linux 5.9"));
  }

  @Test
  void noAccountedMemoryIsWorthAWord() {
    String word = "has kernel memory accounted now";
    assertTrue(mentions(Hosts.recent().kernelMemoryUsage(0), word));
    assertFalse(mentions(Hosts.recent().kernelMemoryUsage(1), word));
    assertFalse(mentions(Hosts.recent(), word));
  }

  private static boolean advises(String release, String word) {
    return mentions(host().kernel(kernel(release).bootsNext().understanding()), word);
  }

  private static boolean mentions(Hosts host, String word) {
    return DecisionTableTest.decide("default", host).reasons().stream()
        .anyMatch(reason -> reason.contains(word));
  }

  private static List<Standing> standings(Decision decision) {
    return decision.alternatives().stream().map(Alternative::standing).toList();
  }

  private static Alternative alternative(Decision decision, String remedy) {
    return decision.alternatives().stream()
        .filter(each -> each.remedy().equals(remedy))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> help(Decision decision) {
    return ((Action.Refuse) decision.action()).help();
  }
}
