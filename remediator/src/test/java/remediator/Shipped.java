package remediator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.bootloader.GrubTemplate;
import remediator.fact.HostFacts;
import remediator.kernel.ParameterRequest;
import remediator.plan.GrubTemplates;
import remediator.plan.KernelChoice;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Planning;
import remediator.policy.Policy;
import remediator.policy.PolicyReader;
import remediator.policy.Problem;
import remediator.report.PlanReport;

/** The product as it is shipped, for tests: its policies, its templates, its planning. */
final class Shipped {
  private static final Path HOME = Path.of(System.getProperty("basedir", "."), "..");

  private Shipped() {}

  static List<String> policies() {
    try (Stream<Path> all = Files.list(HOME.resolve("policies"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Policy policy(String name) {
    return PolicyReader.parse(name, text("policies", name + ".yaml"))
        .match(
            good -> good.policy(),
            bad -> {
              throw new AssertionError(bad.problems().stream().map(Problem::text).toList());
            });
  }

  static Remediation remediation() {
    return new Remediation(
        new Planner(
            new GrubTemplates(template(GrubTemplate.ASSIGNMENT), template(GrubTemplate.DROP_IN))));
  }

  /** What {@code plan --policy} says. */
  static PlanReport plan(HostFacts facts, String policy) {
    return plan(facts, Optional.of(policy(policy)), List.of());
  }

  /** What {@code plan --add … --remove … --set …} says. */
  static PlanReport plan(HostFacts facts, ParameterRequest... requests) {
    return plan(facts, Optional.empty(), List.of(requests));
  }

  /** The plan that was made. */
  static Optional<Plan> planned(PlanReport report) {
    return report.planning().orElse(null) instanceof Planning.Planned planned
        ? Optional.of(planned.plan())
        : Optional.empty();
  }

  private static PlanReport plan(
      HostFacts facts, Optional<Policy> policy, List<ParameterRequest> named) {
    Remediation.Proposal proposal = remediation().propose(facts, policy, named, KernelChoice.ALL);
    return new PlanReport(facts, proposal.decision(), proposal.planning());
  }

  private static GrubTemplate template(String name) {
    return new GrubTemplate(text("grub-templates", name));
  }

  private static String text(String directory, String file) {
    try {
      return Files.readString(HOME.resolve(directory).resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
