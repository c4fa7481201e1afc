package remediator.kernelimage;

import java.util.Optional;
import remediator.kernel.KernelRelease;
import remediator.kernelimage.SupportEvidence.Says;

/** The table of releases as a witness: the first row that covers the question answers. */
record ReleaseWitness(ReleaseTable table, KernelRelease release) implements Witness {

  @Override
  public SupportEvidence answer(WantedParameter wanted) {
    Optional<ReleaseRow> row =
        table.rows().stream().filter(r -> r.covers(wanted, release)).findFirst();
    return row.map(this::answer).orElseGet(() -> nothing(wanted));
  }

  private SupportEvidence answer(ReleaseRow row) {
    return new SupportEvidence(
        Rung.RELEASE_TABLE,
        row.says(),
        row.source(),
        release.text() + ": " + row.id(),
        row.reason(),
        row.confidence());
  }

  private SupportEvidence nothing(WantedParameter wanted) {
    return new SupportEvidence(
        Rung.RELEASE_TABLE,
        Says.NOTHING,
        "table of releases",
        release.text(),
        "no row speaks of " + wanted + " in this release",
        Confidence.HEARSAY);
  }
}
