package remediator.linux;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import remediator.file.HostPath;

/**
 * Path resolution inside a root, as path_resolution(7) does it after chroot(2).
 *
 * <p>Component by component: an absolute link starts again at the root, {@code ..} stops at it. A
 * component that does not exist is walked through by its name alone, so a dangling path has an end
 * too. It cannot hold directories still: whoever may rename a directory of the path between the
 * walk and the use can lead the use elsewhere; for the paths of boot configuration that is root.
 */
final class PathWalk {
  /** MAXSYMLINKS of include/linux/namei.h, Linux 4.2 and later; older kernels follow 40 as well. */
  static final int LINK_HOPS_MAX = 40;

  private final FileNames names;

  PathWalk(FileNames names) {
    this.names = names;
  }

  /** Where {@code path} ends when every link is followed. */
  HostPath following(HostPath path) throws IOException {
    return walk(path, true);
  }

  /** Where the directories of {@code path} lead; the last component stays what it is. */
  HostPath keepingLast(HostPath path) throws IOException {
    return walk(path, false);
  }

  private HostPath walk(HostPath path, boolean followLast) throws IOException {
    Deque<String> ahead = new ArrayDeque<>();
    pushInFront(ahead, path.value());
    HostPath at = HostPath.ROOT;
    int hops = 0;
    while (!ahead.isEmpty()) {
      HostPath next = at.resolve(ahead.removeFirst());
      boolean last = ahead.isEmpty();
      if (last && !followLast) {
        return next;
      }
      Optional<BasicFileAttributes> found = look(next);
      if (found.isPresent() && found.get().isSymbolicLink()) {
        hops = oneMore(hops, path);
        String target = target(next);
        pushInFront(ahead, target);
        at = target.startsWith("/") ? HostPath.ROOT : at;
      } else {
        refuseToEnter(next, found, last);
        at = next;
      }
    }
    return at;
  }

  private static void pushInFront(Deque<String> ahead, String text) {
    String[] parts = text.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty() && !parts[i].equals(".")) {
        ahead.addFirst(parts[i]);
      }
    }
  }

  private Optional<BasicFileAttributes> look(HostPath path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(
              names.real(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failures.at(path, e);
    }
  }

  private String target(HostPath link) throws IOException {
    try {
      return FileNames.text(Files.readSymbolicLink(names.real(link)));
    } catch (IOException e) {
      throw Failures.at(link, e);
    }
  }

  private static int oneMore(int hops, HostPath path) throws FileSystemException {
    if (hops == LINK_HOPS_MAX) {
      throw Failures.refused(
          path, "Too many levels of symbolic links (more than " + LINK_HOPS_MAX + ")");
    }
    return hops + 1;
  }

  private static void refuseToEnter(
      HostPath path, Optional<BasicFileAttributes> found, boolean last)
      throws NotDirectoryException {
    if (!last && found.isPresent() && !found.get().isDirectory()) {
      throw new NotDirectoryException(path.value());
    }
  }
}
