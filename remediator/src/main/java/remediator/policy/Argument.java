package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.WantedParameter;
import remediator.policy.Deliberation.Judged;

/** The reasons of a decision, in the order of the argument: against, for, what it costs, advice. */
final class Argument {
  private static final String DISABLE = WantedParameter.DISABLE_MEMORY.text();

  private final Policy policy;
  private final HostFacts facts;
  private final KernelsThatMatter kernels;
  private final List<Judged> judged;
  private final Optional<Judged> settling;
  private final List<String> reasons = new ArrayList<>();

  Argument(
      Policy policy,
      HostFacts facts,
      KernelsThatMatter kernels,
      List<Judged> judged,
      Optional<Judged> settling) {
    this.policy = policy;
    this.facts = facts;
    this.kernels = kernels;
    this.judged = judged;
    this.settling = settling;
  }

  /**
   * Argues for {@code asked}: the action of the policy, before report_only turns it into nothing.
   */
  List<String> reasons(Action asked) {
    if (policy.reportOnly()) {
      reasons.add("this policy only reports; without report_only it would " + told(asked));
    }
    judged.stream().takeWhile(Judged::fails).forEach(this::argue);
    settling.ifPresent(this::argue);
    if (settling.isEmpty() && !judged.isEmpty()) {
      reasons.add("no remedy of this policy may be used here");
    }
    argueAboutKernels();
    argueAboutLosses();
    RunningLine line = new RunningLine(facts);
    policy.ensureAbsent().forEach(absent -> reasons.addAll(line.whoAdds(absent)));
    reasons.addAll(line.remarks(policy));
    reasons.addAll(Advice.about(kernels, facts));
    return List.copyOf(reasons);
  }

  static String text(List<OpenQuestion> questions) {
    return String.join("; ", questions.stream().map(OpenQuestion::text).toList());
  }

  private static String told(Action asked) {
    return asked.match(
        new Action.Cases<String>() {
          @Override
          public String none(Action.None none) {
            return "ask for nothing";
          }

          @Override
          public String change(Action.Change change) {
            String add = change.add().isEmpty() ? "" : "add " + String.join(", ", change.add());
            String remove =
                change.remove().isEmpty() ? "" : "remove " + String.join(", ", change.remove());
            return add + (add.isEmpty() || remove.isEmpty() ? "" : " and ") + remove;
          }

          @Override
          public String refuse(Action.Refuse refuse) {
            return "refuse";
          }

          @Override
          public String undetermined(Action.Undetermined undetermined) {
            return "be undetermined";
          }
        });
  }

  private void argue(Judged each) {
    String parameter = each.remedy().parameter();
    reasons.add(
        each.judgement()
            .match(
                holds -> parameter + " may be used: " + holds.reason(),
                fails -> parameter + " is rejected: " + fails.reason(),
                open ->
                    "whether "
                        + parameter
                        + " may be used is not known, and nothing less preferred is tried before"
                        + " it is: "
                        + text(open.questions())));
  }

  private void argueAboutKernels() {
    if (judged.isEmpty() || kernels.counting().isEmpty()) {
      return;
    }
    if (kernels.widened()) {
      reasons.add(kernels.basis().text());
    }
    settling.ifPresent(
        settled ->
            kernels.others().stream()
                .map(kernel -> KernelRemark.of(kernel, kernels, settled.remedy().parameter()))
                .filter(Argument::isWarning)
                .map(KernelRemark::text)
                .forEach(reasons::add));
    kernels.others().stream()
        .filter(kernel -> kernel.rescue() && kernel.bootsNext())
        .map(InstalledKernel::release)
        .map(release -> "a rescue kernel boots next (" + release + "); it was not judged")
        .forEach(reasons::add);
  }

  /** What a kernel that does not count would do is worth a word unless it just understands. */
  private static boolean isWarning(KernelRemark remark) {
    return remark.verdict().map(v -> v.match(u -> false, i -> true, n -> true)).orElse(true);
  }

  private void argueAboutLosses() {
    boolean disables =
        settling.filter(settled -> settled.remedy().parameter().equals(DISABLE)).isPresent();
    boolean offered = policy.parameters().contains(DISABLE);
    if (disables && !facts.dependents().found().isEmpty()) {
      reasons.add(DISABLE + " costs: " + MemoryController.named(facts.dependents().found()));
    }
    if (disables && !facts.dependents().unread().isEmpty()) {
      reasons.add("more may be lost than is listed; not read: " + unread());
    }
    if (settling.isEmpty() && !judged.isEmpty() && !offered) {
      reasons.add("this policy does not offer " + DISABLE + "; " + World.cost(facts));
    }
  }

  private String unread() {
    return text(facts.dependents().unread().stream().map(OpenQuestion::of).distinct().toList());
  }
}
