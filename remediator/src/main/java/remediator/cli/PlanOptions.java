package remediator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import remediator.Remediation;
import remediator.fact.HostFacts;
import remediator.kernel.ParameterRequest;
import remediator.plan.KernelChoice;
import remediator.plan.Planning;
import remediator.policy.Policy;
import remediator.report.PlanReport;

/** What is to be brought about: the options that {@code plan} and {@code apply} share. */
final class PlanOptions {
  private static final Planning INTERRUPTED =
      Planning.undetermined(
          "a change was cut off half-way; settle it first: remediator recover, then plan again");

  @Option(
      names = "--policy",
      paramLabel = "P",
      description =
          "A shipped policy's name, or a file. Default: /etc/remediator/policy.yaml under the root"
              + " if it is there, else 'default'; none when parameters are named.")
  private Optional<String> policy = Optional.empty();

  @Option(names = "--add", paramLabel = "P", description = "A parameter that is to be there.")
  private List<String> add = new ArrayList<>();

  @Option(
      names = "--remove",
      paramLabel = "P",
      description = "A parameter that is to be gone, with exactly this value; NAME=* means any.")
  private List<String> remove = new ArrayList<>();

  @Option(names = "--set", paramLabel = "P", description = "A parameter's only value.")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--kernels",
      paramLabel = "all|default|RELEASE",
      description = "Whose boot entries are changed. Default: all")
  private String kernels = "all";

  PlanReport report(Session session) throws IOException {
    List<ParameterRequest> named = requests();
    Optional<Policy> asked = policy(session, named);
    HostFacts facts = session.facts();
    if (session.isInterrupted()) {
      return new PlanReport(facts, Optional.empty(), Optional.of(INTERRUPTED));
    }
    Remediation.Proposal proposal =
        session.remediation().propose(facts, asked, named, new KernelChoice(kernels));
    return new PlanReport(facts, proposal.decision(), proposal.planning());
  }

  boolean isGiven() {
    return policy.isPresent() || !add.isEmpty() || !remove.isEmpty() || !set.isEmpty();
  }

  private Optional<Policy> policy(Session session, List<ParameterRequest> named)
      throws IOException {
    if (policy.isEmpty() && !named.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PolicyChoice(session)
            .read(policy)
            .match(
                good -> good.policy(),
                bad -> {
                  throw new BadPolicyException(bad.problems());
                }));
  }

  private List<ParameterRequest> requests() {
    List<ParameterRequest> requests = new ArrayList<>();
    add.forEach(word -> requests.add(request("--add", word, ParameterRequest::add)));
    remove.forEach(word -> requests.add(request("--remove", word, ParameterRequest::remove)));
    set.forEach(word -> requests.add(request("--set", word, ParameterRequest::set)));
    refuseContradictions();
    return requests;
  }

  /** The same word to be there and to be gone, or one value and another beside it. */
  private void refuseContradictions() {
    for (String word : remove) {
      if (add.contains(word) || set.contains(word)) {
        throw new UsageException(word + " is to be there and to be removed; name it once");
      }
    }
    for (String word : set) {
      String name = word.split("=", 2)[0] + "=";
      if (add.stream().anyMatch(other -> (other + "=").startsWith(name))) {
        throw new UsageException(word + " is to be the only one, and --add names another of it");
      }
    }
  }

  private static ParameterRequest request(
      String option, String word, Function<String, ParameterRequest> reader) {
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + " " + word + ": " + e.getMessage());
    }
  }
}
