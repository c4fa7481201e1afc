package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static remediator.policy.Hosts.NEW;
import static remediator.policy.Hosts.NOKMEM;
import static remediator.policy.Hosts.host;
import static remediator.policy.Hosts.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each shipped policy answers on each kind of host: their contract. */
class DecisionTableTest {
  private static final long MIB = 1024L * 1024;

  /** Hosts by name; the table below says what each policy answers on each. */
  private static final Map<String, Hosts> HOSTS = new TreeMap<>(hosts());

  private static Map<String, Hosts> hosts() {
    return Map.ofEntries(
        Map.entry("514", Hosts.old()),
        Map.entry("514 with limits", Hosts.old().limited("web", 512 * MIB)),
        Map.entry("514 with kubelet", Hosts.old().kubelet()),
        Map.entry("514 unread", Hosts.old().unread("/var/lib/docker", "permission denied")),
        Map.entry(
            "514 with limits, unread",
            Hosts.old().limited("web", MIB).unread("/var/lib/docker", "permission denied")),
        Map.entry("1160", Hosts.recent()),
        Map.entry("1160 with limits", Hosts.recent().limited("web", 512 * MIB)),
        Map.entry("1160 with kubelet", Hosts.recent().kubelet()),
        Map.entry("1160 unread", Hosts.recent().unread("/var/lib/docker", "permission denied")),
        Map.entry("1160 boots, 514 installed", Hosts.bothKernels(true)),
        Map.entry("514 boots, 1160 newest", Hosts.bothKernels(false)),
        Map.entry("verdict unknown", host().kernel(kernel("4.4.0-1-x").bootsNext().untold())),
        Map.entry("no verdict", host().kernel(kernel("4.4.0-1-x").bootsNext())),
        Map.entry("no kernels", host().kernelsUnknown("permission denied")),
        Map.entry("no kernel at all", host()),
        Map.entry("rescue only", host().kernel(kernel(NEW).rescue().understanding())));
  }

  private static final String TABLE =
      """
      host                      | default      | appliance-docker | kubernetes-node | report-only
      514                       | disable      | disable          | refuse          | none
      514 with limits           | refuse       | disable          | refuse          | none
      514 with kubelet          | refuse       | refuse           | refuse          | none
      514 unread                | undetermined | disable          | refuse          | none
      514 with limits, unread   | refuse       | disable          | refuse          | none
      1160                      | nokmem       | nokmem           | nokmem          | none
      1160 with limits          | nokmem       | nokmem           | nokmem          | none
      1160 with kubelet         | nokmem       | nokmem           | nokmem          | none
      1160 unread               | nokmem       | nokmem           | nokmem          | none
      1160 boots, 514 installed | nokmem       | nokmem           | nokmem          | none
      514 boots, 1160 newest    | disable      | disable          | refuse          | none
      verdict unknown           | undetermined | undetermined     | undetermined    | none
      no verdict                | undetermined | undetermined     | undetermined    | none
      no kernels                | undetermined | undetermined     | undetermined    | none
      no kernel at all          | undetermined | undetermined     | undetermined    | none
      rescue only               | undetermined | undetermined     | undetermined    | none
      """;

  @TestFactory
  Stream<DynamicTest> everyPolicyAnswersAsTheTableSays() {
    List<List<String>> rows = TABLE.lines().map(DecisionTableTest::cells).toList();
    List<String> policies = rows.get(0).subList(1, rows.get(0).size());
    return rows.stream()
        .skip(1)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get(0),
                    () -> {
                      Hosts host = Optional.ofNullable(HOSTS.get(row.get(0))).orElseThrow();
                      List<String> answers =
                          policies.stream().map(name -> word(decide(name, host))).toList();
                      assertEquals(row.subList(1, row.size()), answers);
                    }));
  }

  @Test
  void theTableNamesEveryHost() {
    List<String> named = TABLE.lines().skip(1).map(line -> cells(line).get(0)).sorted().toList();
    assertEquals(List.copyOf(HOSTS.keySet()), named);
  }

  static Decision decide(String policy, Hosts host) {
    return ShippedPolicies.policy(policy).decide(host.facts());
  }

  static String word(Decision decision) {
    return decision.match(
        new Action.Cases<String>() {
          @Override
          public String none(Action.None none) {
            return "none";
          }

          @Override
          public String change(Action.Change change) {
            return word(change);
          }

          @Override
          public String refuse(Action.Refuse refuse) {
            return "refuse";
          }

          @Override
          public String undetermined(Action.Undetermined undetermined) {
            return "undetermined";
          }
        });
  }

  private static String word(Action.Change change) {
    assertEquals(List.of(), change.remove());
    return change.add().equals(List.of(NOKMEM)) ? "nokmem" : "disable";
  }

  private static List<String> cells(String line) {
    return Stream.of(line.split("\\|", -1)).map(String::strip).toList();
  }
}
