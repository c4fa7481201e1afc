package remediator.policy;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;

/**
 * Which kernels of a host a decision must be right for, and which it only tells about.
 *
 * <p>What boots next and the newest installed one count; a rescue kernel never does. Where no
 * kernel is known to boot next, every bootable one may, so all of them count. {@code counting} is
 * empty exactly when no kernel that could count is known; {@code basis} then says why, else how
 * they were chosen.
 */
public record KernelsThatMatter(
    List<InstalledKernel> counting,
    List<InstalledKernel> others,
    boolean widened,
    OpenQuestion basis) {

  public KernelsThatMatter {
    counting = List.copyOf(counting);
    others = List.copyOf(others);
  }

  /** All kernels, those that count first. */
  public List<InstalledKernel> all() {
    return Stream.concat(counting.stream(), others.stream()).toList();
  }

  /** Chooses among the kernels of one host. */
  public static KernelsThatMatter of(HostFacts facts) {
    return facts
        .kernels()
        .match(
            known -> choose(known.value(), known.evidence().source(), facts),
            unknown ->
                new KernelsThatMatter(List.of(), List.of(), false, OpenQuestion.of(unknown)));
  }

  private static KernelsThatMatter choose(
      List<InstalledKernel> kernels, String source, HostFacts facts) {
    boolean nextIsKnown = kernels.stream().anyMatch(InstalledKernel::bootsNext);
    Predicate<InstalledKernel> counts =
        kernel -> kernel.matters() || (!nextIsKnown && kernel.bootable() && !kernel.rescue());
    List<InstalledKernel> counting = kernels.stream().filter(counts).toList();
    List<InstalledKernel> others = kernels.stream().filter(counts.negate()).toList();
    if (counting.isEmpty()) {
      return new KernelsThatMatter(
          counting,
          others,
          false,
          new OpenQuestion(source, "no installed kernel is known that could boot next"));
    }
    return new KernelsThatMatter(
        counting, others, !nextIsKnown, nextIsKnown ? chosen(source) : widened(facts));
  }

  private static OpenQuestion chosen(String source) {
    return new OpenQuestion(source, "what boots next and the newest installed kernel count");
  }

  private static OpenQuestion widened(HostFacts facts) {
    return facts
        .bootSetup()
        .bootsNext()
        .match(
            known ->
                new OpenQuestion(
                    known.value().file() + ":" + known.value().line(),
                    "the entry that boots next names none of the installed kernels, so every"
                        + " bootable one counts"),
            unknown ->
                new OpenQuestion(
                    unknown.source(),
                    "which kernel boots next is not known ("
                        + unknown.reason()
                        + "), so every bootable one counts"));
  }
}
