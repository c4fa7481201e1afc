package remediator.apply;

import java.io.IOException;
import java.time.Clock;
import remediator.host.WritableFiles;

/** A transaction whose journal is open for writing. */
record OpenTransaction(TransactionDirectory directory, Manifest manifest, Journal journal) {

  static OpenTransaction reopen(WritableFiles files, StoredTransaction stored, Clock clock)
      throws IOException {
    Journal journal = Journal.reopen(files, stored.directory().journal(), clock, stored.journal());
    return new OpenTransaction(stored.directory(), stored.manifest(), journal);
  }

  /** The transaction as it is stored now. */
  StoredTransaction stored() {
    return new StoredTransaction(directory, manifest, journal.text());
  }

  /** How it stands now. */
  TransactionRecord record() {
    return stored().record();
  }
}
