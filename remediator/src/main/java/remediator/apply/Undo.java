package remediator.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import remediator.file.ContentDigest;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.HostFiles;
import remediator.host.WritableFiles;

/**
 * The way back of one transaction: compare and swap, last change first.
 *
 * <p>What was certainly never reached is left alone, what is as before is left alone, what is as
 * the transaction left it gets its old bytes and attributes. One file that is neither stops
 * everything before the first write.
 */
final class Undo {
  private final WritableFiles host;
  private final HostFiles stored;
  private final TransactionDirectory directory;
  private final List<FileChange> changes;
  private final int changesDone;

  Undo(WritableFiles host, HostFiles stored, StoredTransaction transaction) {
    this.host = host;
    this.stored = stored;
    this.directory = transaction.directory();
    this.changes = transaction.manifest().changes();
    this.changesDone = Math.min(transaction.journal().changesDone(), changes.size());
  }

  /** The swaps that lead back, in order, and what stands against them. */
  record Way(List<Swap> swaps, List<Problem> problems) {
    Way {
      swaps = List.copyOf(swaps);
      problems = List.copyOf(problems);
    }
  }

  /** Looks at every file and every backup copy; writes nothing. */
  Way way() throws IOException {
    List<Swap> swaps = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int number = reached() - 1; number >= 0; number--) {
      try {
        back(number).ifPresent(swaps::add);
      } catch (DamagedException damaged) {
        problems.add(damaged.problem());
      } catch (NotRegularException e) {
        problems.add(new Problem(changes.get(number).path(), Words.of(e)));
      }
    }
    return new Way(swaps, problems);
  }

  /** The same way as texts, for people. */
  List<RollbackPreview.Restoration> restorations(Way way) throws IOException {
    List<RollbackPreview.Restoration> restorations = new ArrayList<>();
    for (Swap swap : way.swaps()) {
      String content = CurrentState.of(host, swap.path()).content();
      Optional<String> now =
          swap.expected().match(Optional::empty, regular -> Optional.of(content));
      Optional<String> then = swap.desired().map(Swap.NewFile::content);
      restorations.add(new RollbackPreview.Restoration(swap.path(), now, then));
    }
    return restorations;
  }

  /** Makes every old file beside its target. Nothing that boots has changed when this fails. */
  void stage(Way way) throws IOException {
    for (FileChange change : changes) {
      deleteIfThere(change.temporaryOfUndo(directory.id()));
    }
    AtomicWrite write = new AtomicWrite(host);
    for (Swap swap : way.swaps()) {
      write.stage(swap);
    }
  }

  void exchange(Way way) throws IOException {
    AtomicWrite write = new AtomicWrite(host);
    for (Swap swap : way.swaps()) {
      write.exchange(swap);
    }
  }

  /**
   * Removes temporary files and makes sure that what was found as before is on the disk too: the
   * run that put it there may have been killed before it synced.
   */
  void settle() throws IOException {
    Set<HostPath> directories = new TreeSet<>();
    for (int number = 0; number < changes.size(); number++) {
      FileChange change = changes.get(number);
      deleteIfThere(change.temporary(directory.id()));
      deleteIfThere(change.temporaryOfUndo(directory.id()));
      directories.add(change.path().parent());
      if (number < reached() && host.attributes(change.path()).isPresent()) {
        host.sync(change.path());
      }
    }
    for (HostPath each : directories) {
      if (host.attributes(each).isPresent()) {
        host.syncDirectory(each);
      }
    }
  }

  /** The change after the last that is done may be done too: the record comes after the rename. */
  private int reached() {
    return Math.min(changesDone + 1, changes.size());
  }

  private Optional<Swap> back(int number) throws IOException {
    FileChange change = changes.get(number);
    FileState found = CurrentState.of(host, change.path()).state();
    if (!found.sameAs(change.after())) {
      requireUntouched(number, found);
      return Optional.empty();
    }
    HostPath temporary = change.temporaryOfUndo(directory.id());
    return Optional.of(new Swap(change.path(), change.after(), original(number), temporary));
  }

  /**
   * A file that is not as the transaction left it must be as before, or the one in doubt whose
   * staged file still has its own name: then it was not exchanged, whoever changed it.
   */
  private void requireUntouched(int number, FileState found) throws IOException {
    FileChange change = changes.get(number);
    HostPath staged = change.temporary(directory.id());
    boolean isStaged = number == changesDone && host.attributes(staged).isPresent();
    if (!isStaged && !found.sameAs(change.before())) {
      throw new DamagedException(change.path(), foreign(change, found));
    }
  }

  private Optional<Swap.NewFile> original(int number) throws IOException {
    if (!(changes.get(number).before() instanceof FileState.Regular before)) {
      return Optional.empty();
    }
    HostPath copy = directory.original(number);
    byte[] content = copyOf(copy);
    if (!ContentDigest.of(content).equals(before.digest())) {
      throw new DamagedException(copy, "the backup copy is damaged: it has another digest");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return Optional.of(new Swap.NewFile(text, before.attributes(), false));
  }

  private byte[] copyOf(HostPath copy) throws IOException {
    try {
      return stored.read(copy, CurrentState.BYTES_MAX);
    } catch (NoSuchFileException e) {
      DamagedException damaged = new DamagedException(copy, "the backup copy is missing");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private String foreign(FileChange change, FileState found) {
    return Stream.of(
            "changed by somebody else since transaction " + directory.id(),
            "it was " + inWords(change.before()) + " before",
            inWords(change.after()) + " after",
            "is " + inWords(found) + " now")
        .reduce((one, next) -> one + ", " + next)
        .orElse("");
  }

  private static String inWords(FileState state) {
    return state.match(
        () -> "absent",
        regular ->
            "sha256 "
                + regular.digest().hex().substring(0, 12)
                + " mode "
                + regular.attributes().modeText()
                + " owner "
                + regular.attributes().owner()
                + ":"
                + regular.attributes().group());
  }

  private void deleteIfThere(HostPath path) throws IOException {
    if (host.attributes(path).isPresent()) {
      host.delete(path);
    }
  }
}
