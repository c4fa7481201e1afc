package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.policy.Hosts.DISABLE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each policy has a host on which it acts and one on which it does not. */
class ShippedPoliciesTest {

  /** A policy with a host where it asks for a change, and one where it does not. */
  private record Pair(String policy, Hosts acts, Hosts rests) {}

  @TestFactory
  Stream<DynamicTest> eachActsOnOneHostAndNotOnAnother() {
    return Stream.of(
            new Pair("default", Hosts.old(), Hosts.old().limited("web", 1)),
            new Pair("appliance-docker", Hosts.old().limited("web", 1), Hosts.old().kubelet()),
            new Pair("kubernetes-node", Hosts.recent().kubelet(), Hosts.old().kubelet()))
        .map(
            pair ->
                DynamicTest.dynamicTest(
                    pair.policy(),
                    () -> {
                      assertTrue(asksForChange(pair.policy(), pair.acts()));
                      assertTrue(!asksForChange(pair.policy(), pair.rests()));
                    }));
  }

  @Test
  void reportOnlyNeverActs() {
    for (Hosts host : List.of(Hosts.old(), Hosts.recent(), Hosts.host())) {
      assertEquals(
          new Action.None(), ShippedPolicies.policy("report-only").decide(host.facts()).action());
    }
  }

  @Test
  void keepMemoryControllerAsksOnlyForAbsence() {
    Decision decision =
        ShippedPolicies.policy("keep-memory-controller").decide(Hosts.host().facts());
    assertEquals(new Action.Change(List.of(), List.of(DISABLE)), decision.action());
  }

  @Test
  void reportOnlyJudgesAsTheDefaultDoes() {
    assertEquals(
        ShippedPolicies.policy("default").remedies(),
        ShippedPolicies.policy("report-only").remedies());
  }

  @Test
  void eachIsNamedAsItsFileAndTellsEditorsItsSchema() {
    List<String> files = ShippedPolicies.NAMES.stream().map(name -> name + ".yaml").toList();
    assertEquals(files, ShippedPolicies.files(".yaml"));
    for (String name : ShippedPolicies.NAMES) {
      assertEquals(name, ShippedPolicies.policy(name).name());
      assertEquals(
          "# yaml-language-server: $schema=policy.schema.json",
          ShippedPolicies.text(name + ".yaml").lines().findFirst().orElseThrow());
    }
  }

  @Test
  void theGuideShowsAPolicyThatIsRead() throws IOException {
    Path guide = Path.of(System.getProperty("basedir", "."), "docs", "policies.md");
    String text = Files.readString(guide, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("```yaml\n") + "```yaml\n".length();
    String shown = text.substring(start, text.indexOf("```", start));
    assertEquals("build-farm", ShippedPolicies.parsed("policies.md", shown).name());
  }

  @Test
  void noneOffersWhatItsPromiseForbids() {
    assertTrue(!ShippedPolicies.policy("kubernetes-node").parameters().contains(DISABLE));
    assertTrue(
        ShippedPolicies.policy("kubernetes-node")
            .title()
            .toLowerCase(Locale.ROOT)
            .contains("node"));
  }

  private static boolean asksForChange(String policy, Hosts host) {
    return ShippedPolicies.policy(policy).decide(host.facts()).action() instanceof Action.Change;
  }
}
