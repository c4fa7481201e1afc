package remediator.apply;

import java.util.List;
import java.util.Optional;
import remediator.file.HostPath;

/**
 * What a rollback would do, found out without writing.
 *
 * <p>{@code transaction} is empty when there is nothing to roll back; {@code restorations} in the
 * order they would be carried out; {@code obstacles} make the rollback refuse, with nothing
 * written.
 */
public record RollbackPreview(
    Optional<TransactionRecord> transaction,
    List<Restoration> restorations,
    List<Problem> obstacles) {

  /**
   * One file's way back. Texts are ISO 8859-1; {@code now} is empty when the file is to be created
   * again, {@code then} when it is to be removed.
   */
  public record Restoration(HostPath path, Optional<String> now, Optional<String> then) {}

  public RollbackPreview {
    restorations = List.copyOf(restorations);
    obstacles = List.copyOf(obstacles);
  }
}
