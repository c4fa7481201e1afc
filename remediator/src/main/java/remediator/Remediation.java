package remediator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.apply.TransactionRecord;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.kernel.CommandLine;
import remediator.kernel.ParameterRequest;
import remediator.kernelimage.WantedParameter;
import remediator.plan.Expectation;
import remediator.plan.KernelChoice;
import remediator.plan.ParameterOnLine;
import remediator.plan.Planner;
import remediator.plan.Planning;
import remediator.plan.Wish;
import remediator.policy.Action;
import remediator.policy.Decision;
import remediator.policy.Policy;
import remediator.verify.Asked;
import remediator.verify.Verification;
import remediator.verify.Verifier;

/**
 * The story: facts, a decision, a plan; after the reboot, the proof.
 *
 * <p>Everything here is pure; opening the host and writing to it happen before and after.
 */
public final class Remediation {
  private static final String COMMAND_LINE = "command line";

  private final Planner planner;

  public Remediation(Planner planner) {
    this.planner = planner;
  }

  /** What a policy, or a person on the command line, gets for these facts. */
  public record Proposal(Optional<Decision> decision, Optional<Planning> planning) {}

  /** Decides by the policy, adds what was asked for by name, and plans both together. */
  public Proposal propose(
      HostFacts facts,
      Optional<Policy> policy,
      List<ParameterRequest> named,
      KernelChoice kernels) {
    Optional<Decision> decision = policy.map(asked -> asked.decide(facts));
    Optional<List<ParameterRequest>> requests =
        decision.map(Remediation::requests).orElse(Optional.of(List.of()));
    String askedBy = policy.map(Policy::name).orElse(COMMAND_LINE);
    Optional<Planning> planning =
        requests
            .map(decided -> Stream.concat(decided.stream(), named.stream()).toList())
            .map(all -> planner.plan(new Wish(askedBy, all, kernels), facts));
    return new Proposal(decision, planning);
  }

  /** Holds the last change, or else the remedies on the running line, against these facts. */
  public Verification verify(HostFacts facts, Fact<Optional<TransactionRecord>> latest) {
    return Verifier.verify(asked(facts, latest), facts);
  }

  private static Asked asked(HostFacts facts, Fact<Optional<TransactionRecord>> latest) {
    return latest.match(
        known -> known.value().map(Remediation::asked).orElseGet(() -> askedByLine(facts, "")),
        unknown ->
            askedByLine(
                facts, " (transactions: %s %s)".formatted(unknown.source(), unknown.reason())));
  }

  private static Asked asked(TransactionRecord transaction) {
    Expectation expectation = transaction.expectation();
    return new Asked(
        expectation.present(),
        expectation.absent(),
        expectation.bootId(),
        "transaction " + transaction.id() + ", " + expectation.policy());
  }

  /** With the memory controller given up, whatever else stands on the line has nothing to do. */
  private static Asked askedByLine(HostFacts facts, String remark) {
    List<String> present =
        Stream.of(WantedParameter.DISABLE_MEMORY, WantedParameter.NOKMEM)
            .map(WantedParameter::text)
            .filter(remedy -> standsOnRunningLine(facts, remedy))
            .limit(1)
            .toList();
    return new Asked(present, List.of(), Optional.empty(), "the running command line" + remark);
  }

  private static boolean standsOnRunningLine(HostFacts facts, String remedy) {
    return facts
        .runningCommandLine()
        .optional()
        .filter(line -> ParameterOnLine.stands(new CommandLine(line), remedy, false))
        .isPresent();
  }

  /** What the decision asks for; empty when it is not to change anything. */
  private static Optional<List<ParameterRequest>> requests(Decision decision) {
    return decision.match(
        new Action.Cases<>() {
          @Override
          public Optional<List<ParameterRequest>> none(Action.None none) {
            return Optional.empty();
          }

          @Override
          public Optional<List<ParameterRequest>> change(Action.Change change) {
            return Optional.of(
                Stream.concat(
                        change.add().stream().map(ParameterRequest::add),
                        change.remove().stream().map(ParameterRequest::remove))
                    .toList());
          }

          @Override
          public Optional<List<ParameterRequest>> refuse(Action.Refuse refuse) {
            return Optional.empty();
          }

          @Override
          public Optional<List<ParameterRequest>> undetermined(Action.Undetermined undetermined) {
            return Optional.empty();
          }
        });
  }
}
