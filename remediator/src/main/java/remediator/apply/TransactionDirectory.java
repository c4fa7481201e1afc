package remediator.apply;

import java.util.Optional;
import java.util.regex.Pattern;
import remediator.file.HostPath;

/**
 * Where the parts of one transaction lie.
 *
 * <p>Its name is the transaction's id: a UTC second and a number within it. Any other name is not a
 * transaction; renaming a directory takes it out of the history.
 */
record TransactionDirectory(HostPath path) {
  private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9]{3}");

  static Optional<TransactionDirectory> named(HostPath transactions, String id) {
    return ID.matcher(id).matches()
        ? Optional.of(new TransactionDirectory(transactions.resolve(id)))
        : Optional.empty();
  }

  String id() {
    return path.name();
  }

  HostPath journal() {
    return path.resolve("journal");
  }

  HostPath manifest() {
    return path.resolve("manifest.json");
  }

  HostPath restoreScript() {
    return path.resolve("restore.sh");
  }

  HostPath originals() {
    return path.resolve("original");
  }

  /** The copy of the file that the change of this number (from 0) replaced or deleted. */
  HostPath original(int number) {
    return originals().resolve(Integer.toString(number));
  }
}
