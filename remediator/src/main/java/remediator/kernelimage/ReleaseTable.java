package remediator.kernelimage;

import java.util.List;
import remediator.kernel.KernelRelease;

/** What is known of releases: one row per range, each with its source and how sure it is. */
public record ReleaseTable(List<ReleaseRow> rows) {

  public ReleaseTable {
    rows = List.copyOf(rows);
  }

  /** The table that comes with this program. */
  public static ReleaseTable shipped() {
    return ReleaseTableReader.shipped();
  }

  /** Asks the table about one release. */
  public Witness about(KernelRelease release) {
    return new ReleaseWitness(this, release);
  }
}
