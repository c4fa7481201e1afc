package remediator.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;

/**
 * {@code understood_by}: the remedy's own parameter is understood by every kernel of a kind.
 *
 * <p>One that ignores it fails the condition, whatever is unknown of the others.
 */
public record UnderstoodBy(Kernels kernels) implements Condition {
  static final String KEY = "understood_by";

  /** Which kernels have to understand the parameter. */
  public enum Kernels {
    /** What boots next and the newest installed; see {@link KernelsThatMatter}. */
    KERNELS_THAT_MATTER,
    /** These, and every other one that has a boot entry, rescue kernels apart. */
    ALL_BOOTABLE_KERNELS;

    /** The word of the policy language. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    KernelsThatMatter choice = KernelsThatMatter.of(facts);
    if (choice.counting().isEmpty()) {
      return new Judgement.Undetermined(List.of(choice.basis()));
    }
    return Judgement.all(
        asked(choice)
            .map(kernel -> KernelRemark.of(kernel, choice, parameter))
            .map(remark -> judgement(remark, choice))
            .toList());
  }

  private Stream<InstalledKernel> asked(KernelsThatMatter choice) {
    Stream<InstalledKernel> others =
        choice.others().stream().filter(kernel -> kernel.bootable() && !kernel.rescue());
    return kernels == Kernels.KERNELS_THAT_MATTER
        ? choice.counting().stream()
        : Stream.concat(choice.counting().stream(), others);
  }

  /**
   * Where it is not known which kernel boots next, one that only may boot cannot settle the matter
   * by failing: a costlier remedy would be chosen on its account.
   */
  private static Judgement judgement(KernelRemark remark, KernelsThatMatter choice) {
    Judgement judged = judgement(remark);
    boolean mayNotBoot = choice.widened() && !remark.kernel().matters();
    return mayNotBoot && judged instanceof Judgement.Fails
        ? new Judgement.Undetermined(List.of(choice.basis()))
        : judged;
  }

  private static Judgement judgement(KernelRemark remark) {
    String question = "kernel " + remark.kernel().release();
    return remark
        .verdict()
        .map(
            verdict ->
                verdict.<Judgement>match(
                    understood -> new Judgement.Holds(remark.text()),
                    ignored -> new Judgement.Fails(remark.text()),
                    unknown -> Judgement.undetermined(question, remark.text())))
        .orElseGet(() -> Judgement.undetermined(question, remark.text()));
  }
}
