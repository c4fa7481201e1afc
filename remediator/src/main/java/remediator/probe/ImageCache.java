package remediator.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileIdentity;
import remediator.file.HostPath;
import remediator.host.HostFiles;

/**
 * A directory of {@link ImageNote}s, read only.
 *
 * <p>A note counts when it is of this very file, unchanged, or of the same bytes. Directory and
 * note must belong to root or to the user who runs this, and nobody else may write to them; a note
 * that is odd in any way is as good as none. No failure in here is an error: the image is there to
 * be read.
 */
public final class ImageCache {
  /** A note of the largest of Debian's kernels has 25 kB. */
  static final int NOTE_BYTES_MAX = 1024 * 1024;

  /** One per kernel that was ever installed, were nobody ever to tidy up. */
  static final int NOTES_MAX = 4096;

  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int ROOT_USER = 0;

  private final Optional<HostFiles> files;
  private final HostPath directory;
  private final OptionalInt user;
  private Optional<List<String>> names = Optional.empty();

  private ImageCache(Optional<HostFiles> files, HostPath directory, OptionalInt user) {
    this.files = files;
    this.directory = directory;
    this.user = user;
  }

  /** No cache at all. */
  public static ImageCache none() {
    return new ImageCache(Optional.empty(), HostPath.ROOT, OptionalInt.empty());
  }

  /** The notes in this directory; {@code user} is who runs this, where that is known. */
  public static ImageCache in(HostFiles files, HostPath directory, OptionalInt user) {
    return new ImageCache(Optional.of(files), directory, user);
  }

  /** Whether there is any use in making notes. */
  boolean isThere() {
    return files.isPresent();
  }

  /** What was noted of this very file. */
  Optional<ImageNote> of(FileIdentity identity) {
    return find(name -> name.startsWith(ImageNote.key(identity) + "."))
        .filter(note -> note.identity().equals(identity));
  }

  /** What was noted of the same bytes, wherever they lay. */
  Optional<ImageNote> of(ContentDigest digest) {
    return find(name -> name.endsWith("." + digest.hex() + ImageNote.SUFFIX))
        .filter(note -> note.digest().equals(digest));
  }

  private Optional<ImageNote> find(Predicate<String> wanted) {
    return names().stream()
        .filter(name -> name.endsWith(ImageNote.SUFFIX))
        .filter(wanted)
        .map(directory::resolve)
        .map(this::read)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private synchronized List<String> names() {
    if (names.isEmpty()) {
      names = Optional.of(listed());
    }
    return names.get();
  }

  private List<String> listed() {
    try {
      return files.isPresent() && isTrusted(directory)
          ? files.get().list(directory, NOTES_MAX)
          : new ArrayList<>();
    } catch (IOException e) {
      return new ArrayList<>();
    }
  }

  private Optional<ImageNote> read(HostPath path) {
    try {
      return isTrusted(path)
          ? ImageNote.parse(files.orElseThrow().read(path, NOTE_BYTES_MAX))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isTrusted(HostPath path) throws IOException {
    HostFiles there = files.orElseThrow();
    return there
        .attributes(there.resolved(path))
        .filter(found -> isOurs(found) && (found.mode() & WRITABLE_BY_OTHERS) == 0)
        .isPresent();
  }

  private boolean isOurs(FileAttributes found) {
    return found.owner() == ROOT_USER || (user.isPresent() && found.owner() == user.getAsInt());
  }
}
