package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.fact.HostFacts;
import remediator.kernelimage.WantedParameter;
import remediator.policy.Alternative.Standing;

/**
 * One policy thinking about one host.
 *
 * <p>Remedies are asked in order. The first one that does not fail settles the matter: chosen when
 * it holds, undetermined when it is open, so that an unknown never falls through to a remedy that
 * costs more. A host whose memory controller is off, in this boot and in the files of the next, has
 * nothing that could leak: a policy that may use {@code cgroup_disable=memory} keeps it, one that
 * may not adds nothing to it.
 */
final class Deliberation {
  private static final String DISABLE = WantedParameter.DISABLE_MEMORY.text();

  /** A remedy and what was found about it. */
  record Judged(Remedy remedy, Judgement judgement) {
    boolean fails() {
      return judgement.match(holds -> false, fails -> true, open -> false);
    }

    boolean holds() {
      return judgement.match(holds -> true, fails -> false, open -> false);
    }

    boolean disablesController() {
      return remedy.parameter().equals(DISABLE);
    }
  }

  private final Policy policy;
  private final HostFacts facts;
  private final KernelsThatMatter kernels;
  private final List<Judged> judged;
  private final boolean controllerStaysOff;
  private final Optional<Judged> settling;
  private final World world;

  Deliberation(Policy policy, HostFacts facts) {
    this.policy = policy;
    this.facts = facts;
    this.kernels = KernelsThatMatter.of(facts);
    this.judged =
        policy.remedies().stream().map(remedy -> new Judged(remedy, remedy.judge(facts))).toList();
    this.controllerStaysOff = new RunningLine(facts).isInPlace(DISABLE);
    this.settling = kept().or(() -> judged.stream().filter(each -> !each.fails()).findFirst());
    this.world = new World(policy, facts, kernels);
  }

  Decision decision() {
    Action asked = settling.map(this::action).orElseGet(this::otherwise);
    return new Decision(
        policy.name(),
        policy.reportOnly() ? new Action.None() : asked,
        new Argument(policy, facts, kernels, judged, settling).reasons(asked),
        alternatives(),
        facts.dependents().found(),
        facts.dependents().unread().stream().map(OpenQuestion::of).distinct().toList(),
        remarks());
  }

  /** The remedy that is in place already and may stay. */
  private Optional<Judged> kept() {
    return judged.stream()
        .filter(each -> controllerStaysOff && each.disablesController() && each.holds())
        .findFirst();
  }

  private Action action(Judged settled) {
    if (isSuperfluous(settled)) {
      return new Action.None();
    }
    return settled
        .judgement()
        .match(
            holds ->
                new Action.Change(List.of(settled.remedy().parameter()), policy.ensureAbsent()),
            fails -> otherwise(),
            open -> new Action.Undetermined(open.questions()));
  }

  /** Nothing is accounted while the controller is off, so nothing else has an effect. */
  private boolean isSuperfluous(Judged settled) {
    return controllerStaysOff
        && !settled.disablesController()
        && !policy.ensureAbsent().contains(DISABLE);
  }

  private Action otherwise() {
    boolean noneMayBeUsed = !policy.remedies().isEmpty();
    if (noneMayBeUsed && policy.otherwise() == Policy.Otherwise.REFUSE) {
      return new Action.Refuse(world.help());
    }
    return policy.ensureAbsent().isEmpty()
        ? new Action.None()
        : new Action.Change(List.of(), policy.ensureAbsent());
  }

  private List<Alternative> alternatives() {
    Stream<Alternative> own = judged.stream().map(this::alternative);
    return Stream.concat(own, world.alternatives().stream()).toList();
  }

  private Alternative alternative(Judged each) {
    String parameter = each.remedy().parameter();
    boolean chosen =
        settling.filter(each::equals).filter(settled -> !isSuperfluous(settled)).isPresent()
            && !policy.reportOnly();
    return each.judgement()
        .match(
            holds ->
                new Alternative(
                    parameter, chosen ? Standing.CHOSEN : Standing.POSSIBLE, holds.reason()),
            fails -> new Alternative(parameter, Standing.REJECTED, fails.reason()),
            open -> new Alternative(parameter, Standing.UNKNOWN, Argument.text(open.questions())));
  }

  private List<KernelRemark> remarks() {
    List<KernelRemark> remarks = new ArrayList<>();
    for (Remedy remedy : policy.remedies()) {
      kernels.all().forEach(k -> remarks.add(KernelRemark.of(k, kernels, remedy.parameter())));
    }
    return remarks;
  }
}
