package remediator.apply;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import remediator.file.ContentDigest;
import remediator.file.HostPath;
import remediator.host.HostFiles;

/** A transaction as the state directory holds it, once its journal says {@code prepared}. */
record StoredTransaction(TransactionDirectory directory, Manifest manifest, JournalText journal) {
  /** Some hundred records of at most 270 bytes; more is not a journal of ours. */
  private static final int JOURNAL_BYTES_MAX = 1024 * 1024;

  /** Some hundred files with their attributes. */
  private static final int MANIFEST_BYTES_MAX = 4 * 1024 * 1024;

  /** The journal; an empty one when the transaction did not come so far. */
  static JournalText journal(HostFiles files, TransactionDirectory directory) throws IOException {
    try {
      return JournalText.parse(files.read(directory.journal(), JOURNAL_BYTES_MAX));
    } catch (NoSuchFileException e) {
      return JournalText.EMPTY;
    }
  }

  /** Errors: {@link DamagedException} when manifest and journal do not belong together. */
  static StoredTransaction read(
      HostFiles files, TransactionDirectory directory, JournalText journal) throws IOException {
    HostPath path = directory.manifest();
    byte[] bytes = manifestBytes(files, path);
    String promised = journal.preparedManifest().orElse("");
    if (!ContentDigest.of(bytes).hex().equals(promised)) {
      throw new DamagedException(path, "not the manifest that the journal was begun with");
    }
    Manifest manifest = ManifestReader.parse(path, bytes);
    if (!manifest.id().equals(directory.id())) {
      throw new DamagedException(path, "belongs to transaction " + manifest.id());
    }
    return new StoredTransaction(directory, manifest, journal);
  }

  TransactionRecord record() {
    return new TransactionRecord(
        manifest.id(),
        manifest.when(),
        manifest.actor(),
        manifest.expectation(),
        journal.state(),
        manifest.changes().stream().map(FileChange::recorded).toList(),
        directory.path(),
        directory.restoreScript());
  }

  private static byte[] manifestBytes(HostFiles files, HostPath path) throws IOException {
    try {
      return files.read(path, MANIFEST_BYTES_MAX);
    } catch (NoSuchFileException e) {
      DamagedException damaged = new DamagedException(path, "missing");
      damaged.initCause(e);
      throw damaged;
    }
  }
}
