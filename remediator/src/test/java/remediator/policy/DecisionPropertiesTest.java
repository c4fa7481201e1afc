package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import remediator.fact.CgroupMode;
import remediator.fact.Distribution;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.MemoryDependent;
import remediator.kernelimage.Verdict;
import remediator.policy.Alternative.Standing;

/** What holds for every host, however odd its facts. */
class DecisionPropertiesTest {
  private static final String EVERY_CONDITION =
      """
      format_version: "1.0"
      name: everything
      title: t
      description: d
      remedies:
        - parameter: cgroup.memory=nokmem
          when:
            - understood_by: all_bootable_kernels
            - runtime_present: [docker, kubelet]
            - distribution: [rhel]
            - kernel_release: [">=3.10.0-1062.el7"]
        - parameter: cgroup_disable=memory
          when:
            - understood_by: kernels_that_matter
            - memory_controller: not_needed
            - distribution_not: [debian]
            - cgroup_mode: [v1]
        - parameter: quiet
          when:
            - understood_by: kernels_that_matter
      ensure_absent: [cgroup.memory=nosocket]
      otherwise: none
      """;

  private static final List<Policy> POLICIES =
      Stream.concat(
              ShippedPolicies.NAMES.stream().map(ShippedPolicies::policy),
              Stream.of(ShippedPolicies.parsed("p.yaml", EVERY_CONDITION)))
          .toList();

  @Property
  void everyPolicyAnswersEveryHostTheSameTwice(@ForAll("hosts") HostFacts facts) {
    for (Policy policy : POLICIES) {
      assertEquals(policy.decide(facts), policy.decide(facts));
    }
  }

  @Property
  void aChangeAddsOnlyWhatEveryKernelThatMattersUnderstands(@ForAll("hosts") HostFacts facts) {
    List<KernelRemark> asked = new ArrayList<>();
    for (Policy policy : POLICIES) {
      Decision decision = policy.decide(facts);
      if (decision.action() instanceof Action.Change change) {
        decision.kernelRemarks().stream()
            .filter(remark -> remark.counts() && change.add().contains(remark.parameter()))
            .forEach(asked::add);
        assertTrue(change.add().isEmpty() || KernelsThatMatter.of(facts).counting().size() > 0);
      }
    }
    for (KernelRemark remark : asked) {
      assertTrue(remark.verdict().orElseThrow() instanceof Verdict.Understood, remark.text());
    }
  }

  @Property
  void theDefaultNeverTakesTheControllerFromAnything(@ForAll("hosts") HostFacts facts) {
    Decision decision = POLICIES.get(ShippedPolicies.NAMES.indexOf("default")).decide(facts);
    if (decision.remedy().equals(Optional.of(Hosts.DISABLE))) {
      assertEquals(List.of(), decision.losses());
      assertEquals(List.of(), decision.lossesUnread());
    }
  }

  @Property
  void atMostOneRemedyIsChosenAndOnlyByAChange(@ForAll("hosts") HostFacts facts) {
    for (Policy policy : POLICIES) {
      Decision decision = policy.decide(facts);
      long chosen =
          decision.alternatives().stream().filter(a -> a.standing() == Standing.CHOSEN).count();
      boolean adds = decision.action() instanceof Action.Change change && !change.add().isEmpty();
      assertEquals(adds ? 1 : 0, chosen);
      assertFalse(decision.reasons().isEmpty() && !policy.remedies().isEmpty());
    }
  }

  @Property
  void readingNeverThrows(@ForAll("texts") String text) {
    Read read = PolicyReader.parse("p.yaml", text);
    boolean sound = read.match(good -> true, bad -> !bad.problems().isEmpty());
    assertTrue(sound);
  }

  @Property
  void readingADamagedPolicyNeverThrows(
      @ForAll("texts") String damage, @ForAll("offsets") int offset) {
    int at = offset % EVERY_CONDITION.length();
    String text = EVERY_CONDITION.substring(0, at) + damage + EVERY_CONDITION.substring(at);
    Read read = PolicyReader.parse("p.yaml", text);
    boolean sound = read.match(good -> true, bad -> !bad.problems().isEmpty());
    assertTrue(sound);
  }

  @Provide
  Arbitrary<Integer> offsets() {
    return Arbitraries.integers().between(0, EVERY_CONDITION.length() - 1);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> bytes = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(40);
    Arbitrary<String> signs =
        Arbitraries.strings().withChars("ab:-[]{}>|?&*!%@`'\"#,\n\t \\~=<.0").ofMaxLength(60);
    return Arbitraries.oneOf(bytes, signs);
  }

  @Provide
  Arbitrary<HostFacts> hosts() {
    return Combinators.combine(
            kernel().list().ofMaxSize(4),
            dependents().list().ofMaxSize(3),
            Arbitraries.of("docker", "kubelet", "k3s", "x").list().ofMaxSize(2),
            Arbitraries.of(true, false).list().ofSize(4),
            line(),
            Arbitraries.of(CgroupMode.values()))
        .as(DecisionPropertiesTest::host);
  }

  private static HostFacts host(
      List<Kernel> kernels,
      List<MemoryDependent> dependents,
      List<String> runtimes,
      List<Boolean> readable,
      String line,
      CgroupMode mode) {
    Hosts host = Hosts.host().running(line).bootFile("/etc/default/grub", line);
    kernels.forEach(host::kernel);
    runtimes.forEach(host::runtime);
    dependents.forEach(d -> host.dependent(d.kind(), d.name(), d.limitBytes(), d.loss()));
    if (!readable.get(0)) {
      host.unread("/var/lib/docker", "permission denied");
    }
    if (!readable.get(1)) {
      host.distribution(Fact.<Distribution>unknown("/etc/os-release", "no such file"));
    }
    if (!readable.get(2)) {
      host.runningUnknown().unreadableBootFile("/boot/grub2/grub.cfg");
    }
    host.cgroupMode(
        readable.get(3) ? Fact.known(mode, "mountinfo", "") : Fact.unknown("mountinfo", "gone"));
    return host.facts();
  }

  private static Arbitrary<Kernel> kernel() {
    Arbitrary<String> release =
        Arbitraries.oneOf(
            Arbitraries.of(Hosts.OLD, Hosts.NEW, "6.1.0-18-amd64", "5.3.0", "0-rescue-01", ""),
            Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(20));
    Arbitrary<Verdict> verdict =
        Arbitraries.of(Hosts.understood(), Hosts.ignored(), Hosts.unknown());
    Arbitrary<Map<String, Verdict>> support =
        Arbitraries.maps(Arbitraries.of(Hosts.NOKMEM, Hosts.DISABLE, "quiet"), verdict)
            .ofMaxSize(3);
    return Combinators.combine(release, support, Arbitraries.of(true, false).list().ofSize(5))
        .as(DecisionPropertiesTest::kernel);
  }

  private static Kernel kernel(String release, Map<String, Verdict> support, List<Boolean> flags) {
    Kernel kernel = Hosts.kernel(release);
    support.forEach(kernel::verdict);
    if (flags.get(0)) {
      kernel.bootsNext();
    }
    if (flags.get(1)) {
      kernel.newest();
    }
    if (flags.get(2)) {
      kernel.running();
    }
    if (flags.get(3)) {
      kernel.rescue();
    }
    return flags.get(4) ? kernel : kernel.notBootable();
  }

  private static Arbitrary<MemoryDependent> dependents() {
    return Combinators.combine(
            Arbitraries.of(MemoryDependent.Kind.values()),
            Arbitraries.longs().optional(),
            Arbitraries.strings().ofMaxLength(8))
        .as(
            (kind, limit, name) ->
                new MemoryDependent(kind, name, limit, "loses", Hosts.evidenceOf("/etc/x")));
  }

  private static Arbitrary<String> line() {
    return Arbitraries.of("ro", "quiet", Hosts.NOKMEM, Hosts.DISABLE, "\"", "--", "a=\"b c", "\n#")
        .list()
        .ofMaxSize(6)
        .map(words -> String.join(" ", words));
  }
}
