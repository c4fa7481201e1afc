package remediator.apply;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.host.HostFiles;

/**
 * What transactions did to this host, oldest first: a reader that cannot write.
 *
 * <p>A state directory that does not exist is an empty history. A transaction that another process
 * is carrying out at this moment looks interrupted. Errors: an {@link IOException} when the
 * directory is there and cannot be read (it is 0700).
 */
public final class History {
  /** Directory entries that are read; retention keeps far fewer. */
  static final int ENTRIES_MAX = 100_000;

  private final HostFiles files;
  private final HostPath transactions;

  public History(HostFiles files, HostPath stateDirectory) {
    this.files = files;
    this.transactions = stateDirectory.resolve(StateDirectory.TRANSACTIONS);
  }

  /** Every transaction that can be read, oldest first. */
  public List<TransactionRecord> transactions() throws IOException {
    List<Problem> ignored = new ArrayList<>();
    return stored(ignored).stream().map(StoredTransaction::record).toList();
  }

  /** The newest transaction that is on the host, or why the record could not be read. */
  public Fact<Optional<TransactionRecord>> latest() {
    try {
      Optional<TransactionRecord> latest = latestApplied();
      return Fact.known(latest, transactions.value(), latest.map(TransactionRecord::id).orElse(""));
    } catch (IOException e) {
      return Fact.unknown(transactions.value(), "cannot be read: " + Words.of(e));
    }
  }

  /** Whether {@code recover} has something to do, or why that could not be read. */
  public Fact<Boolean> interrupted() {
    try {
      return Fact.known(isInterrupted(), transactions.value(), "");
    } catch (IOException e) {
      return Fact.unknown(transactions.value(), "cannot be read: " + Words.of(e));
    }
  }

  /** The newest transaction that is on the host. */
  public Optional<TransactionRecord> latestApplied() throws IOException {
    return transactions().stream()
        .filter(each -> each.state() == TransactionRecord.State.APPLIED)
        .reduce((older, newer) -> newer);
  }

  /** The transaction of this id. */
  public Optional<TransactionRecord> find(String id) throws IOException {
    return transactions().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Transactions that were begun and can no longer be read, with the reason. */
  public List<Problem> damaged() throws IOException {
    List<Problem> problems = new ArrayList<>();
    stored(problems);
    return List.copyOf(problems);
  }

  List<StoredTransaction> applied() throws IOException {
    List<Problem> ignored = new ArrayList<>();
    return stored(ignored).stream()
        .filter(each -> each.journal().state() == TransactionRecord.State.APPLIED)
        .toList();
  }

  /** True when {@code recover} has something to do. */
  public boolean isInterrupted() throws IOException {
    for (TransactionDirectory each : directories()) {
      if (isOpen(StoredTransaction.journal(files, each))) {
        return true;
      }
    }
    return false;
  }

  /** Not yet prepared or not yet closed. */
  static boolean isOpen(JournalText journal) {
    return journal.state() == TransactionRecord.State.INTERRUPTED;
  }

  List<TransactionDirectory> directories() throws IOException {
    return names().stream()
        .flatMap(name -> TransactionDirectory.named(transactions, name).stream())
        .toList();
  }

  private List<StoredTransaction> stored(List<Problem> problems) throws IOException {
    List<StoredTransaction> stored = new ArrayList<>();
    for (TransactionDirectory each : directories()) {
      JournalText journal = StoredTransaction.journal(files, each);
      if (journal.preparedManifest().isPresent()) {
        read(each, journal, problems).ifPresent(stored::add);
      }
    }
    return stored;
  }

  private Optional<StoredTransaction> read(
      TransactionDirectory directory, JournalText journal, List<Problem> problems)
      throws IOException {
    try {
      return Optional.of(StoredTransaction.read(files, directory, journal));
    } catch (DamagedException damaged) {
      problems.add(damaged.problem());
      return Optional.empty();
    }
  }

  private List<String> names() throws IOException {
    try {
      return files.list(transactions, ENTRIES_MAX);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
