package remediator.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import remediator.apply.JournalRecord.Event;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.WritableFiles;
import remediator.plan.Change;
import remediator.plan.Plan;

/** Makes the directory of a new transaction, complete and synced, before the host changes. */
final class Backup {
  private final WritableFiles host;
  private final StateDirectory state;
  private final WritableFiles files;
  private final Clock clock;

  Backup(WritableFiles host, StateDirectory state, Clock clock) {
    this.host = host;
    this.state = state;
    this.files = state.files();
    this.clock = clock;
  }

  /** The journal says {@code prepared} when this returns. */
  OpenTransaction prepare(TransactionDirectory directory, Plan plan, Actor who) throws IOException {
    createDirectory(directory.path());
    createDirectory(directory.originals());
    List<FileChange> changes = new ArrayList<>();
    for (Change change : plan.changes()) {
      changes.add(keepOriginal(directory.original(changes.size()), change));
    }
    Manifest manifest =
        new Manifest(directory.id(), clock.instant(), who, plan.expectation(), changes);
    byte[] text = ManifestWriter.bytes(manifest);
    write(directory.manifest(), text);
    RestoreScript script = new RestoreScript(manifest, home(directory));
    write(directory.restoreScript(), script.text().getBytes(StandardCharsets.ISO_8859_1));
    files.createFile(directory.journal(), AtomicWrite.PRIVATE_FILE);
    files.syncDirectory(directory.originals());
    files.syncDirectory(directory.path());
    Journal journal = Journal.begin(files, directory.journal(), clock);
    journal.append(Event.PREPARED, ContentDigest.of(text).hex());
    return new OpenTransaction(directory, manifest, journal);
  }

  /**
   * Removes the beginnings of a transaction that never touched the host. The journal goes first,
   * for good: what is left can then not be taken for a prepared one.
   */
  void discard(TransactionDirectory directory) throws IOException {
    deleteIfThere(directory.journal());
    files.syncDirectory(directory.path());
    deleteIfThere(directory.restoreScript());
    deleteIfThere(directory.manifest());
    if (files.attributes(directory.originals()).isPresent()) {
      for (String name : files.list(directory.originals(), History.ENTRIES_MAX)) {
        files.delete(directory.originals().resolve(name));
      }
      files.delete(directory.originals());
    }
    files.delete(directory.path());
    files.syncDirectory(state.transactions());
  }

  private FileChange keepOriginal(HostPath copy, Change change) throws IOException {
    CurrentState found = CurrentState.expecting(host, change.path(), change.before());
    if (found.state() instanceof FileState.Regular original) {
      byte[] content = found.content().getBytes(StandardCharsets.ISO_8859_1);
      createFilled(copy, content);
      keepTime(copy, original.attributes());
      files.sync(copy);
    }
    return new FileChange(change.path(), found.state(), after(change, found.state()));
  }

  /** restore.sh takes the time from the copy, with touch -r; all else it is told in words. */
  private void keepTime(HostPath copy, FileAttributes original) throws IOException {
    FileAttributes born =
        files.attributes(copy).orElseThrow(() -> new IOException(copy + ": vanished"));
    files.setAttributes(
        copy,
        new FileAttributes(
            born.kind(),
            born.mode(),
            born.owner(),
            born.group(),
            born.sizeBytes(),
            original.modified(),
            born.hardLinks(),
            born.extendedAttributes()));
  }

  private FileState after(Change change, FileState before) throws IOException {
    if (change.afterText().isEmpty()) {
      return FileState.absent();
    }
    byte[] content = change.afterText().get().getBytes(StandardCharsets.ISO_8859_1);
    FileAttributes attributes =
        before instanceof FileState.Regular regular
            ? renewed(regular.attributes(), regular.attributes().mode(), content.length)
            : renewed(directoryOf(change.path()), change.newFileMode(), content.length);
    return new FileState.Regular(ContentDigest.of(content), attributes);
  }

  /** A new file belongs to whom its directory belongs to. */
  private FileAttributes directoryOf(HostPath path) throws IOException {
    FileAttributes found =
        host.attributes(path.parent())
            .orElseThrow(() -> new IOException(path.parent() + ": vanished"));
    SortedMap<String, String> none = new TreeMap<>();
    return new FileAttributes(
        FileAttributes.Kind.REGULAR, 0, found.owner(), found.group(), 0, found.modified(), 1, none);
  }

  private FileAttributes renewed(FileAttributes old, int mode, long sizeBytes) {
    return new FileAttributes(
        FileAttributes.Kind.REGULAR,
        mode,
        old.owner(),
        old.group(),
        sizeBytes,
        clock.instant(),
        1,
        old.extendedAttributes());
  }

  /** Where the script lies in the host's own files; empty when it lies elsewhere. */
  private String home(TransactionDirectory directory) {
    return files.equals(host) ? directory.path().value() : "";
  }

  private void createDirectory(HostPath path) throws IOException {
    files.createDirectory(path, StateDirectory.PRIVATE_DIRECTORY);
    files.syncDirectory(path.parent());
  }

  private void write(HostPath path, byte[] content) throws IOException {
    createFilled(path, content);
    files.sync(path);
  }

  private void createFilled(HostPath path, byte[] content) throws IOException {
    files.createFile(path, AtomicWrite.PRIVATE_FILE);
    if (content.length > 0) {
      files.append(path, content);
    }
  }

  private void deleteIfThere(HostPath path) throws IOException {
    if (files.attributes(path).isPresent()) {
      files.delete(path);
    }
  }
}
