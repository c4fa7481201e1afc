package remediator.plan;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import remediator.file.ContentDigest;
import remediator.file.FileState;
import remediator.file.HostPath;

/**
 * One file's way from what it is to what it shall be.
 *
 * <p>Texts are ISO 8859-1, one character per byte. {@code before} is the state the plan was made
 * against (compare and swap); {@code beforeText} its content, empty when the file is to be created;
 * {@code afterText} is empty when the file is to be deleted. {@code newFileMode} counts for a
 * created file only; an edited one keeps its own. {@code path} holds no symbolic link: a link's
 * target is changed, never the link.
 */
public record Change(
    HostPath path,
    FileState before,
    Optional<String> beforeText,
    Optional<String> afterText,
    int newFileMode,
    String why) {

  /** What happens to the file as a whole. */
  public enum Kind {
    CREATE,
    EDIT,
    DELETE
  }

  public Change {
    if (beforeText.equals(afterText)) {
      throw new IllegalArgumentException(path + ": a change that changes nothing");
    }
    boolean existed = before.match(() -> false, regular -> true);
    if (existed != beforeText.isPresent()) {
      throw new IllegalArgumentException(path + ": state and text before do not agree");
    }
  }

  public static Change edit(
      HostPath path, FileState.Regular before, String was, String is, String why) {
    return new Change(path, before, Optional.of(was), Optional.of(is), 0, why);
  }

  public static Change create(HostPath path, int mode, String content, String why) {
    return new Change(path, FileState.absent(), Optional.empty(), Optional.of(content), mode, why);
  }

  public static Change delete(HostPath path, FileState.Regular before, String was, String why) {
    return new Change(path, before, Optional.of(was), Optional.empty(), 0, why);
  }

  public Kind kind() {
    if (beforeText.isEmpty()) {
      return Kind.CREATE;
    }
    return afterText.isEmpty() ? Kind.DELETE : Kind.EDIT;
  }

  /** The digest the file has when the change is done; empty when it is gone then. */
  public Optional<ContentDigest> afterDigest() {
    return afterText.map(text -> ContentDigest.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
