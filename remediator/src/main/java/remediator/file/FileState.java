package remediator.file;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a path held when somebody looked: the left side of every compare and swap.
 *
 * <p>Two states are the same when content, mode, owner and group agree; times and extended
 * attributes do not take part, since reading tools and labelling services change them without
 * changing what boots.
 */
public sealed interface FileState {

  /** Nothing was there. A change planned against this state creates the file. */
  record Absent() implements FileState {
    @Override
    public <R> R match(Supplier<R> absent, Function<Regular, R> regular) {
      return absent.get();
    }
  }

  /** A regular file with this content. */
  record Regular(ContentDigest digest, FileAttributes attributes) implements FileState {
    @Override
    public <R> R match(Supplier<R> absent, Function<Regular, R> regular) {
      return regular.apply(this);
    }

    private boolean agreesWith(Regular other) {
      return digest.equals(other.digest)
          && attributes.mode() == other.attributes.mode()
          && attributes.owner() == other.attributes.owner()
          && attributes.group() == other.attributes.group();
    }
  }

  <R> R match(Supplier<R> absent, Function<Regular, R> regular);

  static FileState absent() {
    return new Absent();
  }

  /** True when {@code other} holds the same bytes under the same mode and owner. */
  default boolean sameAs(FileState other) {
    return match(
        () -> other instanceof Absent,
        mine -> other instanceof Regular theirs && mine.agreesWith(theirs));
  }
}
