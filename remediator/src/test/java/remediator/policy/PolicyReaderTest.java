package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static remediator.policy.PolicyProblemsTest.HEAD;
import static remediator.policy.PolicyProblemsTest.KEYS;
import static remediator.policy.PolicyProblemsTest.REMEDY;
import static remediator.policy.PolicyProblemsTest.problems;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import remediator.fact.CgroupMode;

class PolicyReaderTest {
  @Test
  void everyConditionIsRead() {
    Policy policy =
        good(
            HEAD
                + REMEDY
                + """
                      - understood_by: all_bootable_kernels
                      - memory_controller: needed
                      - runtime_present: [docker, cri-o]
                      - runtime_absent: [kubelet]
                      - distribution: [rhel]
                      - distribution_not: [raspbian]
                      - cgroup_mode: [v1, hybrid]
                      - kernel_release: [">=3.10.0-1062.el7", "<4.6"]
                ensure_absent: [cgroup_disable=memory]
                otherwise: none
                report_only: true
                """);
    assertEquals(
        List.of(
            new UnderstoodBy(UnderstoodBy.Kernels.KERNELS_THAT_MATTER),
            new UnderstoodBy(UnderstoodBy.Kernels.ALL_BOOTABLE_KERNELS),
            new MemoryController(MemoryController.Need.NEEDED),
            new RuntimePresent(List.of("docker", "cri-o")),
            new RuntimeAbsent(List.of("kubelet")),
            new DistributionIs(List.of("rhel")),
            new DistributionIsNot(List.of("raspbian")),
            new CgroupModeIs(List.of(CgroupMode.V1, CgroupMode.HYBRID)),
            new KernelReleaseIs(
                Stream.of(">=3.10.0-1062.el7", "<4.6")
                    .map(text -> ReleaseBound.parse(text).orElseThrow())
                    .toList())),
        policy.remedies().get(0).when());
    assertEquals(List.of("cgroup_disable=memory"), policy.ensureAbsent());
    assertEquals(Policy.Otherwise.NONE, policy.otherwise());
    Assertions.assertTrue(policy.reportOnly());
  }

  @Test
  void byteOrderMarkAndCarriageReturnsDoNotMatter() {
    String text = "\u00ef\u00bb\u00bf" + (HEAD + REMEDY).replace("\n", "\r\n");
    assertEquals(good(HEAD + REMEDY), good(text));
  }

  @Test
  void textsKeepTheirBytes() {
    String bytes = new String("Kühl".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertEquals(bytes, good(HEAD.replace("title: t", "title: " + bytes) + REMEDY).title());
    assertEquals(
        "p.yaml:9:1: unknown key \"" + bytes + "\" in a policy; expected one of " + KEYS,
        problems(HEAD + REMEDY + bytes + ": x\n").get(0));
  }

  @Test
  void sizeIsBounded() {
    String text = HEAD + REMEDY;
    String full = text + "#".repeat(PolicyReader.BYTES_MAX - text.length());
    assertEquals("mine", good(full).name());
    assertEquals(
        List.of("p.yaml:1:1: 65537 bytes; expected a policy of at most 65536"),
        problems(full + "#"));
  }

  @Test
  void depthIsBounded() {
    String eight = "[".repeat(8) + "]".repeat(8);
    assertEquals(
        List.of("p.yaml:1:1: a list; expected a policy with the keys " + KEYS), problems(eight));
    String bomb = "[".repeat(PolicyReader.BYTES_MAX);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertEquals(
                List.of(
                    "p.yaml:1:9: a list or mapping inside of 8 others; expected a flatter policy"),
                problems(bomb)));
  }

  @Test
  void aThousandMistakesAreCut() {
    String text = HEAD + REMEDY + "x: y\n".repeat(1000);
    assertEquals(Problems.KEPT_MAX, problems(text).size());
  }

  @Test
  void billionLaughsEndAtTheFirstAnchor() {
    StringBuilder text = new StringBuilder("a: &a [lol, lol]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      char before = (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [*").append(before).append(", *");
      text.append(before).append("]\n");
    }
    assertEquals(
        List.of("p.yaml:1:4: an anchor; expected none: a policy has no anchors and aliases"),
        problems(text.toString()));
  }

  private static Policy good(String text) {
    return ShippedPolicies.parsed("p.yaml", text);
  }
}
