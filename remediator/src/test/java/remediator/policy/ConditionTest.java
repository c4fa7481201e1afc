package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.policy.Hosts.NEW;
import static remediator.policy.Hosts.NOKMEM;
import static remediator.policy.Hosts.OLD;
import static remediator.policy.Hosts.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.fact.CgroupMode;
import remediator.fact.Distribution;
import remediator.fact.Fact;
import remediator.kernel.KernelRelease;
import remediator.policy.MemoryController.Need;
import remediator.policy.UnderstoodBy.Kernels;

class ConditionTest {

  @Test
  void allBootableKernelsIsStricterThanThoseThatMatter() {
    Hosts host =
        Hosts.host()
            .kernel(kernel(NEW).bootsNext().newest().understanding())
            .kernel(kernel(OLD).ignoring())
            .kernel(kernel("0-rescue").rescue().ignoring());
    assertEquals("holds", judge(new UnderstoodBy(Kernels.KERNELS_THAT_MATTER), host));
    assertEquals("fails", judge(new UnderstoodBy(Kernels.ALL_BOOTABLE_KERNELS), host));
    Hosts noEntry =
        Hosts.host()
            .kernel(kernel(NEW).bootsNext().newest().understanding())
            .kernel(kernel(OLD).notBootable().ignoring())
            .kernel(kernel("0-rescue").rescue().ignoring());
    assertEquals("holds", judge(new UnderstoodBy(Kernels.ALL_BOOTABLE_KERNELS), noEntry));
  }

  @Test
  void dashAndUnderscoreAreTheSameInAName() {
    Hosts host =
        Hosts.host()
            .kernel(kernel(NEW).bootsNext().verdict("cgroup-disable=memory", Hosts.understood()));
    Condition condition = new UnderstoodBy(Kernels.KERNELS_THAT_MATTER);
    assertEquals("holds", word(condition.judge("cgroup_disable=memory", host.facts())));
    assertEquals("undetermined", word(condition.judge("cgroup_disable=cpu", host.facts())));
  }

  @Test
  void onlyWhatIsNeverReportedIsCalledSilent() {
    for (String swallowed : List.of("cgroup.memory=nokmem", "cgroup-disable=memory")) {
      assertTrue(ignored(swallowed).contains("would ignore " + swallowed + " silently"));
    }
    String told = "would ignore swapaccount=0: the symbol is missing";
    assertTrue(ignored("swapaccount=0").contains(told), ignored("swapaccount=0"));
  }

  private static String ignored(String parameter) {
    Hosts host = Hosts.host().kernel(kernel(OLD).bootsNext().verdict(parameter, Hosts.ignored()));
    KernelsThatMatter choice = KernelsThatMatter.of(host.facts());
    return KernelRemark.of(choice.counting().get(0), choice, parameter).text();
  }

  @Test
  void theMemoryControllerIsNotNeededOnlyWhenEverythingWasRead() {
    assertEquals("holds", judge(new MemoryController(Need.NOT_NEEDED), Hosts.old()));
    assertEquals("fails", judge(new MemoryController(Need.NEEDED), Hosts.old()));
    Hosts unread = Hosts.old().unread("/var/lib/docker", "permission denied");
    assertEquals("undetermined", judge(new MemoryController(Need.NOT_NEEDED), unread));
    assertEquals("undetermined", judge(new MemoryController(Need.NEEDED), unread));
    Hosts limited = unread.limited("web", 1);
    assertEquals("fails", judge(new MemoryController(Need.NOT_NEEDED), limited));
    assertEquals("holds", judge(new MemoryController(Need.NEEDED), limited));
  }

  @Test
  void runtimesAreNamed() {
    List<String> names = List.of("k3s", "docker");
    assertEquals("holds", judge(new RuntimePresent(names), Hosts.old()));
    assertEquals("fails", judge(new RuntimeAbsent(names), Hosts.old()));
    assertEquals("fails", judge(new RuntimePresent(List.of("k3s")), Hosts.old()));
    assertEquals("holds", judge(new RuntimeAbsent(List.of("k3s")), Hosts.old()));
  }

  @Test
  void aDistributionIsAlsoWhatItIsLike() {
    for (String id : List.of("centos", "rhel")) {
      assertEquals("holds", judge(new DistributionIs(List.of(id)), Hosts.old()));
      assertEquals("fails", judge(new DistributionIsNot(List.of(id)), Hosts.old()));
    }
    assertEquals("fails", judge(new DistributionIs(List.of("debian")), Hosts.old()));
    assertEquals("holds", judge(new DistributionIsNot(List.of("debian")), Hosts.old()));
    Fact<Distribution> unknown = Fact.unknown("/etc/os-release", "no such file");
    Hosts host = Hosts.old().distribution(unknown);
    assertEquals("undetermined", judge(new DistributionIs(List.of("debian")), host));
    assertEquals("undetermined", judge(new DistributionIsNot(List.of("debian")), host));
  }

  @Test
  void cgroupModesAreListed() {
    Condition v1 = new CgroupModeIs(List.of(CgroupMode.V1, CgroupMode.HYBRID));
    assertEquals("holds", judge(v1, Hosts.old()));
    Hosts v2 = Hosts.old().cgroupMode(Fact.known(CgroupMode.V2, "mountinfo", ""));
    assertEquals("fails", judge(v1, v2));
    Hosts unknown = Hosts.old().cgroupMode(Fact.unknown("mountinfo", "no such file"));
    assertEquals("undetermined", judge(v1, unknown));
  }

  @Test
  void everyKernelThatMattersIsWithinEveryBound() {
    Hosts both =
        Hosts.host()
            .kernel(kernel(OLD).bootsNext().ignoring())
            .kernel(kernel(NEW).newest().understanding());
    assertEquals("holds", judge(releases(">=3.10", "<4.0"), both));
    assertEquals("fails", judge(releases(">=3.10.0-1062.el7"), both));
    assertEquals("undetermined", judge(releases(">=3.10"), Hosts.host()));
  }

  @ParameterizedTest
  @CsvSource({
    ">=3.10.0-1062.el7, 3.10.0-1062.el7.x86_64, true",
    ">=3.10.0-1062.el7, 3.10.0-1061.el7.x86_64, false",
    "<=3.10.0-1062.el7, 3.10.0-1062.el7.x86_64, true",
    "<=3.10.0-1062.el7, 3.10.0-1062.1.1.el7.x86_64, false",
    ">3.10.0-1062.el7, 3.10.0-1062.el7.x86_64, false",
    ">3.10.0-1062.el7, 3.10.0-1062.4.1.el7.x86_64, true",
    "<3.10.0-1062.el7, 3.10.0-957.el7.x86_64, true",
    "<3.10.0-1062.el7, 3.10.0-1062.el7.x86_64, false",
    "=3.10.0-1062.el7, 3.10.0-1062.el7.x86_64, true",
    ">=3.10.0-1062.el7, 4.18.0-80.el8.x86_64, true",
    ">=3.10.0-1062.el7, 3.10.0-1062.srcmin, ",
    ">=3.10.0-1062, 3.10.0-1062.srcmin, true",
    ">=4.6, 4.5.9, false",
    ">=4.6, 4.6.0-1-amd64, true",
    ">=4.6, 0-rescue-0123abc, ",
    ">=4.6, mystery, "
  })
  void boundsCompareWhatCanBeCompared(String bound, String release, String expected) {
    String accepted =
        ReleaseBound.parse(bound)
            .orElseThrow()
            .accepts(KernelRelease.parse(release))
            .map(String::valueOf)
            .orElse(null);
    assertEquals(expected, accepted);
  }

  @Test
  void boundsWithoutSignOrReleaseAreNone() {
    Stream.of("", "3.10", "~3.10", ">= 3.10", ">=3", ">=3.10-el7", ">=3.10.0-1062 x", ">=3.10\n")
        .forEach(text -> assertEquals(true, ReleaseBound.parse(text).isEmpty(), text));
  }

  private static Condition releases(String... bounds) {
    return new KernelReleaseIs(
        Stream.of(bounds).map(text -> ReleaseBound.parse(text).orElseThrow()).toList());
  }

  private static String judge(Condition condition, Hosts host) {
    return word(condition.judge(NOKMEM, host.facts()));
  }

  private static String word(Judgement judgement) {
    return judgement.match(holds -> "holds", fails -> "fails", open -> "undetermined");
  }
}
