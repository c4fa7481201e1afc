package remediator.kernelimage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.kernel.KernelFamily;
import remediator.kernel.KernelRelease;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * What is known about one parameter in one range of releases.
 *
 * @param id stable name of the row
 * @param parameter the parameter's name
 * @param tokens the tokens the row speaks of; empty for the parameter as such
 * @param releases which releases it speaks of
 * @param says understood, ignored, or {@code NOTHING} for "known to be unknown"
 * @param reason why, in a sentence
 * @param source where this was learned
 * @param confidence how sure it is
 */
public record ReleaseRow(
    String id,
    String parameter,
    Set<String> tokens,
    Range releases,
    Says says,
    String reason,
    String source,
    Confidence confidence) {

  public ReleaseRow {
    tokens = Set.copyOf(tokens);
  }

  /** Whether the row answers for this parameter of this release. */
  public boolean covers(WantedParameter wanted, KernelRelease release) {
    boolean token = wanted.token().map(tokens::contains).orElse(true);
    return wanted.names(parameter) && token && releases.contains(release);
  }

  /**
   * A range of releases; every bound that is absent does not bind.
   *
   * @param branch only releases of this {@linkplain KernelRelease#branch() branch}
   * @param family only releases of this form
   * @param plain only releases without a distribution's build number: a vendor's own build of the
   *     same version may carry anything
   * @param from the first upstream version it holds
   * @param below the first upstream version beyond it
   * @param buildFrom the first build number it holds
   * @param buildBelow the first build number beyond it
   */
  public record Range(
      Optional<String> branch,
      Optional<KernelFamily> family,
      boolean plain,
      List<Integer> from,
      List<Integer> below,
      List<Integer> buildFrom,
      List<Integer> buildBelow) {

    public Range {
      from = List.copyOf(from);
      below = List.copyOf(below);
      buildFrom = List.copyOf(buildFrom);
      buildBelow = List.copyOf(buildBelow);
    }

    boolean contains(KernelRelease release) {
      return !release.version().isEmpty()
          && branch.map(release.branch()::equals).orElse(true)
          && family.map(f -> release.family() == f).orElse(true)
          && (!plain || isPlain(release))
          && (from.isEmpty() || release.compareVersion(from) >= 0)
          && (below.isEmpty() || release.compareVersion(below) < 0)
          && (buildFrom.isEmpty() || release.compareBuild(buildFrom) >= 0)
          && (buildBelow.isEmpty() || release.compareBuild(buildBelow) < 0);
    }

    private static boolean isPlain(KernelRelease release) {
      return release.family() == KernelFamily.OTHER && release.build().isEmpty();
    }
  }
}
