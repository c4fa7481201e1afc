package remediator.file;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An absolute path inside a host's root, lexically normalised.
 *
 * <p>Shape: begins with {@code /}, no empty, {@code .} or {@code ..} component, no trailing slash,
 * no NUL. {@code ..} stops at the root, as it does in path_resolution(7) after chroot(2).
 * Characters are those of the file name as the Java runtime decodes it. It says nothing of symbolic
 * links: those are resolved where files are opened.
 */
public record HostPath(String value) implements Comparable<HostPath> {
  public static final HostPath ROOT = new HostPath("/");

  public HostPath {
    if (!value.equals(normalised(value))) {
      throw new IllegalArgumentException("not an absolute, normalised path: " + value);
    }
  }

  /** Normalises {@code text}; a relative text is taken from the root. */
  public static HostPath of(String text) {
    return new HostPath(normalised(text));
  }

  /** The path {@code child} seen from here; an absolute child starts again at the root. */
  public HostPath resolve(String child) {
    return of(child.startsWith("/") ? child : value + "/" + child);
  }

  /** The directory that holds this path; the root is its own parent. */
  public HostPath parent() {
    int slash = value.lastIndexOf('/');
    return slash <= 0 ? ROOT : new HostPath(value.substring(0, slash));
  }

  /** The last component; empty for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** True for the path itself and everything below it. */
  public boolean isUnder(HostPath directory) {
    return equals(directory) || directory.equals(ROOT) || value.startsWith(directory.value + "/");
  }

  /** Written out: the one that records are born with links method handles at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostPath path && value.equals(path.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(HostPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String normalised(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a path cannot hold NUL");
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }
}
