package remediator.policy;

import java.util.List;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernel.KernelRelease;

/** {@code kernel_release}: every kernel that matters is within every one of these bounds. */
public record KernelReleaseIs(List<ReleaseBound> bounds) implements Condition {
  static final String KEY = "kernel_release";

  public KernelReleaseIs {
    bounds = List.copyOf(bounds);
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
        choice.counting().stream()
            .flatMap(kernel -> bounds.stream().map(bound -> judge(bound, kernel)))
            .toList());
  }

  private static Judgement judge(ReleaseBound bound, InstalledKernel kernel) {
    String release = kernel.release();
    return bound
        .accepts(KernelRelease.parse(release))
        .<Judgement>map(
            accepted ->
                accepted
                    ? new Judgement.Holds("kernel " + release + " is " + bound.text())
                    : new Judgement.Fails("kernel " + release + " is not " + bound.text()))
        .orElseGet(
            () ->
                Judgement.undetermined(
                    "kernel " + release,
                    "the release cannot be compared with "
                        + bound.text()
                        + ": they are of different lines of backports"));
  }
}
