package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.plan.Plan;
import remediator.report.PlanReport;
import remediator.report.VerifyReport;

/**
 * What each recorded host is right to get: the exit codes of {@code plan} under every policy, with
 * the words that would be added, and of {@code verify}. The reasons are in each host's host.md.
 */
class HostExpectationsTest {
  private static final List<String> POLICIES =
      List.of(
          "appliance-docker",
          "default",
          "kubernetes-node",
          "keep-memory-controller",
          "report-only");

  private static final String TABLE =
      """
      appliance-grubcfg-only       | 3 disable | 3 disable | 5        | 0          | 0 | 4
      capture-3.10.0-1062-disable  | 0         | 0         | 0        | 3 -disable | 0 | 0
      capture-3.10.0-1062-nokmem   | 0         | 0         | 0        | 0          | 0 | 0
      capture-3.10.65-nokmem       | 3 disable | 3 disable | 5        | 0          | 0 | 7
      centos7-1160-efi-docker      | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      centos7-1160-efi-kubelet     | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      centos7-514-bios-docker      | 3 disable | 5         | 5        | 0          | 0 | 4
      centos7-514-nokmem-ignored   | 3 disable | 5         | 5        | 0          | 0 | 7
      centos7-both-514-saved       | 3 disable | 5         | 5        | 0          | 0 | 4
      centos7-both-kernels         | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      centos7-odd-quoting          | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      debian12-bios                | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      debian12-shell-logic         | 4         | 4         | 4        | 4          | 0 | 4
      rocky8-bls-unsupported-yet   | 4         | 4         | 4        | 4          | 0 | 4
      suse-leap155                 | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      ubuntu2204-cloud             | 3 nokmem  | 3 nokmem  | 3 nokmem | 0          | 0 | 4
      """;

  @TempDir static Path directory;

  static Stream<String> rows() {
    return TABLE.lines();
  }

  @Test
  void everyRecordedHostHasARow() {
    assertEquals(RecordedHost.names(), rows().map(row -> cells(row).get(0)).sorted().toList());
  }

  @Test
  void everyShippedPolicyHasAColumn() {
    assertEquals(Shipped.policies(), POLICIES.stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyPolicyAndVerifyEndAsTheyOught(String row) {
    List<String> expected = cells(row);
    HostFacts facts = RecordedHost.copy(expected.get(0), directory).facts();
    List<String> found = new ArrayList<>(List.of(expected.get(0)));
    POLICIES.forEach(policy -> found.add(ending(Shipped.plan(facts, policy))));
    found.add(String.valueOf(verified(facts).state().exitCode()));
    assertEquals(expected, found);
  }

  private static VerifyReport verified(HostFacts facts) {
    return new VerifyReport(
        facts,
        Shipped.remediation().verify(facts, Fact.known(Optional.empty(), "no transactions", "")));
  }

  private static String ending(PlanReport report) {
    String words =
        Shipped.planned(report).filter(plan -> !plan.isEmpty()).map(Plan::expectation).stream()
            .flatMap(
                expectation ->
                    Stream.concat(
                        expectation.present().stream().map(HostExpectationsTest::shortened),
                        expectation.absent().stream().map(each -> "-" + shortened(each))))
            .reduce("", (all, each) -> all + " " + each);
    return report.state().exitCode() + words;
  }

  private static String shortened(String parameter) {
    return switch (parameter) {
      case "cgroup.memory=nokmem" -> "nokmem";
      case "cgroup_disable=memory" -> "disable";
      default -> parameter;
    };
  }

  private static List<String> cells(String row) {
    return Stream.of(row.split("\\|", -1)).map(String::trim).toList();
  }
}
