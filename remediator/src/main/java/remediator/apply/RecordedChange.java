package remediator.apply;

import java.util.Optional;
import remediator.file.ContentDigest;
import remediator.file.HostPath;
import remediator.plan.Change;

/**
 * What a transaction did to one file. {@code before} is empty for a created file, {@code after} for
 * a deleted one.
 */
public record RecordedChange(
    HostPath path,
    Change.Kind kind,
    Optional<ContentDigest> before,
    Optional<ContentDigest> after) {}
