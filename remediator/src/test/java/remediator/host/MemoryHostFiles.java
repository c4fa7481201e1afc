package remediator.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import remediator.file.FileAttributes;
import remediator.file.FileAttributes.Kind;
import remediator.file.HostPath;

/**
 * A host's files in memory, which can stop at every primitive and says what a power cut leaves.
 *
 * <p>Primitives are the calls that change something or make it last; calls are those and the reads.
 * Both are numbered from 0 since {@link #restart}. A tree is furnished with {@link #file}, {@link
 * #directory} and {@link #link}, which are neither counted nor ever lost, and which also stand for
 * somebody else writing.
 *
 * <p>Lies it cannot tell: it knows no users, so nothing is ever denied; no devices, so every rename
 * works and {@link #freeBytes} is what it was told; a rename is never torn, as it can be on FAT; a
 * disk that says it has synced has done so; bytes once on the disk do not rot; hard links are a
 * number, not a second name; directories have no times; two processes never run at once.
 */
public final class MemoryHostFiles extends MemoryReading implements WritableFiles {
  private static final List<Integer> SECTOR_BYTES = List.of(512, 4096);

  private final MemoryDisk disk;
  private final MemoryWriting writing;
  private final SortedMap<HostPath, Long> freeBytes = new TreeMap<>();
  private final Set<HostPath> readOnly = new HashSet<>();
  private final Map<MemoryNode, LockAttempt.Held> locks = new HashMap<>();

  private MemoryHostFiles(MemoryNode root, Instant now) {
    super(new MemoryTree(root));
    this.disk = new MemoryDisk(root);
    this.writing = new MemoryWriting(tree, disk, now);
  }

  public static MemoryHostFiles empty() {
    Instant start = Instant.parse("2020-02-02T20:20:20.123456789Z");
    return new MemoryHostFiles(new MemoryNode(Kind.DIRECTORY, 0755, start), start);
  }

  // What is there to begin with, and what somebody else does.

  public MemoryHostFiles directory(String path, int mode) {
    return furnish(path, new MemoryNode(Kind.DIRECTORY, mode, writing.tick()));
  }

  /** A file of root with mode 0644; missing directories are made, 0755. */
  public MemoryHostFiles file(String path, String content) {
    return file(
        path, content, FileAttributes.regular(0644, 0, 0, content.length(), writing.tick()));
  }

  public MemoryHostFiles file(String path, String content, FileAttributes attributes) {
    MemoryNode node = new MemoryNode(Kind.REGULAR, attributes.mode(), attributes.modified());
    node.write(0, content.getBytes(ISO_8859_1));
    node.take(attributes);
    node.hardLinks = attributes.hardLinks();
    return furnish(path, node);
  }

  public MemoryHostFiles link(String path, String target) {
    MemoryNode node = new MemoryNode(Kind.SYMBOLIC_LINK, 0777, writing.tick());
    node.target = target;
    return furnish(path, node);
  }

  public MemoryHostFiles without(String path) {
    MemoryNode directory = furnished(HostPath.of(path).parent());
    MemoryNode gone = Objects.requireNonNull(directory.entries.remove(HostPath.of(path).name()));
    disk.add(new MemoryDisk.Unnamed(directory, HostPath.of(path).name(), gone));
    disk.sync(directory);
    return this;
  }

  /** What {@link #freeBytes} says of this directory and all below; 1 GiB elsewhere. */
  public MemoryHostFiles withFreeBytes(String directory, long bytes) {
    freeBytes.put(HostPath.of(directory), bytes);
    return this;
  }

  /** A file system mounted read-only: whatever would change something at or below it fails. */
  public MemoryHostFiles readOnly(String directory) {
    readOnly.add(HostPath.of(directory));
    return this;
  }

  // Faults.

  /** The process that was killed is started again: nothing is lost, and nothing is synced by it. */
  public MemoryHostFiles restart() {
    faults.reset();
    locks.clear();
    return this;
  }

  public void stopBefore(int primitive) {
    faults.stopBefore(primitive);
  }

  public void stopAfter(int primitive) {
    faults.stopAfter(primitive);
  }

  /**
   * The call of this number fails, and with {@code forEver} every later one; an append half-way.
   */
  public void failAt(int call, String message, boolean forEver) {
    faults.failAt(call, message, forEver);
  }

  /** Somebody else does {@code visit} right before the first such primitive. */
  public void before(Predicate<Primitive> which, Runnable visit) {
    faults.before(which, visit);
  }

  /** These syncs do nothing from now on: what a broken order of writing would be like. */
  public MemoryHostFiles forgetting(Predicate<Primitive> syncs) {
    faults.forget(syncs);
    return this;
  }

  public List<Primitive> primitives() {
    return faults.primitives();
  }

  public int calls() {
    return faults.calls();
  }

  /** Another machine with the same files, all of them on its disk. */
  public MemoryHostFiles copy() {
    return started(disk.after(tree.root(), disk.pending()));
  }

  /**
   * The states a power cut at this moment can leave, each one a machine that has just started: of
   * up to {@code allSubsetsUpTo} changes that are not synced every subset, of more the extreme
   * ones.
   */
  public List<MemoryHostFiles> afterPowerCut(int allSubsetsUpTo) {
    return new PowerCut(disk.pending(), allSubsetsUpTo, SECTOR_BYTES)
        .arrivals().stream().map(arrived -> started(disk.after(tree.root(), arrived))).toList();
  }

  /** All paths with kind, rights, owner, time, extended attributes and content, but those below. */
  public Map<String, String> tree(String... exceptBelow) {
    SortedMap<String, String> lines = new TreeMap<>();
    tree.root().describe("", lines);
    for (String each : exceptBelow) {
      lines.keySet().removeIf(path -> (path + "/").startsWith(each + "/"));
    }
    return lines;
  }

  // The port.

  @Override
  public long freeBytes(HostPath directory) throws IOException {
    call(directory);
    requireDirectory(tree.place(directory, true).existing(), directory);
    return freeBytes.entrySet().stream()
        .filter(each -> directory.isUnder(each.getKey()))
        .reduce((wide, narrow) -> narrow)
        .map(Map.Entry::getValue)
        .orElse(1L << 30);
  }

  @Override
  public void createDirectory(HostPath path, int mode) throws IOException {
    mutate(Primitive.Kind.CREATE_DIRECTORY, path, () -> writing.create(path, Kind.DIRECTORY, mode));
  }

  @Override
  public void createFile(HostPath path, int mode) throws IOException {
    mutate(Primitive.Kind.CREATE_FILE, path, () -> writing.create(path, Kind.REGULAR, mode));
  }

  @Override
  public void append(HostPath path, byte[] bytes) throws IOException {
    boolean fails = faults.nextCallFails();
    String text = new String(bytes, ISO_8859_1);
    perform(
        new Primitive(Primitive.Kind.APPEND, path),
        () -> writing.append(path, fails ? text.substring(0, text.length() / 2) : text));
    if (fails) {
      throw faults.failure(path);
    }
  }

  @Override
  public void truncate(HostPath path, long sizeBytes) throws IOException {
    mutate(Primitive.Kind.TRUNCATE, path, () -> writing.cut(path, sizeBytes));
  }

  @Override
  public void sync(HostPath path) throws IOException {
    Primitive primitive = new Primitive(Primitive.Kind.SYNC, path);
    mutate(
        primitive.kind(),
        path,
        () -> syncUnlessForgotten(primitive, regular(tree.place(path, false), path)));
  }

  @Override
  public void syncDirectory(HostPath directory) throws IOException {
    Primitive primitive = new Primitive(Primitive.Kind.SYNC_DIRECTORY, directory);
    mutate(
        primitive.kind(),
        directory,
        () -> {
          MemoryNode node = tree.place(directory, false).existing();
          requireDirectory(node, directory);
          syncUnlessForgotten(primitive, node);
        });
  }

  @Override
  public void rename(HostPath from, HostPath to) throws IOException {
    mutate(Primitive.Kind.RENAME, to, () -> writing.move(from, to));
  }

  @Override
  public void delete(HostPath path) throws IOException {
    mutate(Primitive.Kind.DELETE, path, () -> writing.remove(path));
  }

  @Override
  public void setAttributes(HostPath path, FileAttributes attributes) throws IOException {
    mutate(Primitive.Kind.SET_ATTRIBUTES, path, () -> writing.attribute(path, attributes));
  }

  @Override
  public LockAttempt tryLock(HostPath path, String holder) throws IOException {
    Optional<MemoryNode> known = tree.place(path, false).node();
    if (known.isPresent() && locks.containsKey(known.get())) {
      return new LockAttempt.HeldByOther(new String(read(path, Integer.MAX_VALUE), ISO_8859_1));
    }
    mutate(Primitive.Kind.LOCK, path, () -> writing.replace(path, holder));
    MemoryNode node = tree.place(path, false).existing();
    LockAttempt.Held held =
        new LockAttempt.Held() {
          @Override
          public void close() {
            locks.remove(node, this);
          }
        };
    locks.put(node, held);
    return held;
  }

  /** The body of a primitive. */
  private interface Action {
    void run() throws IOException;
  }

  private void mutate(Primitive.Kind kind, HostPath path, Action action) throws IOException {
    call(path);
    if (readOnly.stream().anyMatch(path::isUnder)) {
      throw new FileSystemException(path.value(), null, "Read-only file system");
    }
    perform(new Primitive(kind, path), action);
  }

  private void perform(Primitive primitive, Action action) throws IOException {
    faults.begin(primitive);
    action.run();
    faults.end(primitive);
  }

  private void syncUnlessForgotten(Primitive primitive, MemoryNode node) {
    if (!faults.forgotten().test(primitive)) {
      disk.sync(node);
    }
  }

  private MemoryHostFiles started(MemoryNode root) {
    MemoryHostFiles files = new MemoryHostFiles(root, writing.tick());
    files.freeBytes.putAll(freeBytes);
    files.faults.forget(faults.forgotten());
    return files;
  }

  private MemoryHostFiles furnish(String text, MemoryNode node) {
    HostPath path = HostPath.of(text);
    MemoryNode directory = furnished(path.parent());
    directory.entries.put(path.name(), node);
    disk.born(node);
    disk.add(new MemoryDisk.Named(directory, path.name(), node, ""));
    disk.sync(directory);
    return this;
  }

  private MemoryNode furnished(HostPath directory) {
    if (directory.equals(HostPath.ROOT)) {
      return tree.root();
    }
    MemoryNode parent = furnished(directory.parent());
    if (!parent.entries.containsKey(directory.name())) {
      directory(directory.value(), 0755);
    }
    return Objects.requireNonNull(parent.entries.get(directory.name()));
  }
}
