package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.fact.BootSetup;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;

/**
 * Whether every kernel that counts understands every parameter that is required of it; the gate in
 * front of a change.
 *
 * <p>Which kernels count is {@link KernelsThatMatter}'s to say. One of them that ignores one
 * parameter settles it, whatever else is unknown. The answer is "understood" only where nothing is
 * open: every verdict is known, and what boots next is among the kernels that were asked, or is not
 * known at all, so that every bootable one was.
 *
 * @param required what was asked, in the order it was asked; never empty
 * @param remarks one for each kernel that counts and each parameter
 * @param open what would have to be known for an answer, verdicts apart
 */
public record KernelGate(
    List<WantedParameter> required,
    KernelsThatMatter choice,
    List<KernelRemark> remarks,
    List<OpenQuestion> open) {

  public KernelGate {
    required = List.copyOf(required);
    remarks = List.copyOf(remarks);
    open = List.copyOf(open);
    if (required.isEmpty()) {
      throw new IllegalArgumentException("a gate without a requirement is always open");
    }
  }

  /** Holds the kernels of a host, which were asked about {@code required}, to it. */
  public static KernelGate of(HostFacts facts, List<WantedParameter> required) {
    KernelsThatMatter choice = KernelsThatMatter.of(facts);
    List<KernelRemark> remarks = new ArrayList<>();
    for (InstalledKernel asked : choice.counting()) {
      InstalledKernel kernel = withoutInference(asked);
      required.forEach(wanted -> remarks.add(KernelRemark.of(kernel, choice, wanted.text())));
    }
    return new KernelGate(required, choice, remarks, open(facts, choice));
  }

  /**
   * A row of the table of releases that was inferred says what kernels of this age do. Where this
   * kernel's own image is there and cannot tell, being damaged or not for these eyes, a gate does
   * not open on that.
   */
  private static InstalledKernel withoutInference(InstalledKernel kernel) {
    Map<String, Verdict> support = new TreeMap<>();
    kernel.support().forEach((parameter, verdict) -> support.put(parameter, sure(verdict)));
    return kernel.withSupport(support);
  }

  private static Verdict sure(Verdict verdict) {
    return verdict.match(
        understood -> {
          Optional<SupportEvidence> silentImage =
              understood.evidence().stream()
                  .filter(evidence -> evidence.rung() == Rung.IMAGE)
                  .filter(evidence -> evidence.says() == Says.NOTHING)
                  .findFirst();
          return isInferred(understood.evidence().get(0)) && silentImage.isPresent()
              ? new Verdict.Unknown(
                  "kernels of this release usually understand it, and its image cannot tell: "
                      + silentImage.get().reason(),
                  understood.evidence())
              : understood;
        },
        ignored -> ignored,
        unknown -> unknown);
  }

  private static boolean isInferred(SupportEvidence evidence) {
    return evidence.rung() == Rung.RELEASE_TABLE && evidence.confidence() == Confidence.INFERRED;
  }

  /** What the kernels that count do with what is required: the least favourable of them. */
  public Says answer() {
    if (remarks(Says.IGNORED).findAny().isPresent()) {
      return Says.IGNORED;
    }
    boolean told = open.isEmpty() && remarks(Says.NOTHING).findAny().isEmpty();
    return told ? Says.UNDERSTOOD : Says.NOTHING;
  }

  /** Why the answer is what it is: those sentences that make it so. */
  public List<String> reasons() {
    Says answer = answer();
    Stream<String> questions =
        answer == Says.NOTHING ? open.stream().map(OpenQuestion::text) : Stream.empty();
    return Stream.concat(questions, remarks(answer).map(KernelRemark::text)).toList();
  }

  private Stream<KernelRemark> remarks(Says says) {
    return remarks.stream().filter(remark -> says(remark.verdict()) == says);
  }

  private static Says says(Optional<Verdict> verdict) {
    return verdict
        .map(
            given ->
                given.match(
                    understood -> Says.UNDERSTOOD, ignored -> Says.IGNORED, no -> Says.NOTHING))
        .orElse(Says.NOTHING);
  }

  private static List<OpenQuestion> open(HostFacts facts, KernelsThatMatter choice) {
    if (choice.counting().isEmpty()) {
      return List.of(choice.basis());
    }
    return facts
        .bootSetup()
        .bootsNext()
        .match(
            known -> unasked(known.value(), choice).map(List::of).orElse(List.of()),
            unknown -> List.of());
  }

  /** What boots next although it was not asked, or does not count. */
  private static Optional<OpenQuestion> unasked(
      BootSetup.DefaultEntry next, KernelsThatMatter choice) {
    if (choice.counting().stream().anyMatch(InstalledKernel::bootsNext)) {
      return Optional.empty();
    }
    String kernel =
        next.release()
            .map(release -> "the kernel " + release + ", which is none of those that count")
            .orElse("a kernel whose release cannot be told");
    return Optional.of(
        new OpenQuestion(
            next.file() + ":" + next.line(),
            "the entry that boots next starts "
                + kernel
                + "; make another one the default, or"
                + " install that kernel"));
  }
}
