package remediator.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import remediator.file.FileAttributes;
import remediator.file.FileIdentity;
import remediator.file.HostPath;
import remediator.host.FileTooLargeException;
import remediator.host.HostFiles;

/**
 * The files below a directory that is taken for a host's root, to be looked at.
 *
 * <p>Extended attributes need native code, which takes longer to load than most commands run;
 * {@link #light} therefore leaves {@link FileAttributes#extendedAttributes} empty, {@link
 * #withExtendedAttributes} reads them. Only regular files are opened, after a look at what they
 * are: a FIFO would wait for a writer, a device may act on being opened, and /proc/kmsg takes what
 * it gives from the log daemon. A file exchanged for a FIFO between look and open would still wait;
 * nobody but the directory's owner can do that. Access times: NIO has no O_NOATIME, so what mount
 * options say of them holds.
 */
public sealed class RootedFiles implements HostFiles permits WritableRootedFiles {
  private static final String LSTAT = "unix:mode,uid,gid,size,lastModifiedTime,nlink";

  private static final String IDENTITY = "unix:dev,ino,size,lastModifiedTime,ctime";

  /** Read at a time: NIO keeps a buffer of this size outside the heap. */
  private static final int PIECE_BYTES = 128 * 1024;

  /** Regular by its mode, yet reading waits for the next message and consumes it: proc(5). */
  private static final Set<HostPath> CONSUMED_BY_READING = Set.of(HostPath.of("/proc/kmsg"));

  private final FileNames names;
  private final PathWalk walk;
  private final ExtendedAttributes extended;

  RootedFiles(Path root, ExtendedAttributes.Access access) throws IOException {
    Path real = root.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(root.toString());
    }
    this.names = new FileNames(real);
    this.walk = new PathWalk(names);
    this.extended = new ExtendedAttributes(names, access);
  }

  /** Without extended attributes, and without native code. The root must be a directory. */
  public static HostFiles light(Path root) throws IOException {
    return new RootedFiles(root, ExtendedAttributes.Access.NONE);
  }

  /** With extended attributes of every namespace that the caller may see. */
  public static HostFiles withExtendedAttributes(Path root) throws IOException {
    return new RootedFiles(root, ExtendedAttributes.Access.NATIVE);
  }

  @Override
  public Optional<FileAttributes> attributes(HostPath path) throws IOException {
    try {
      return Optional.of(attributesOf(walk.keepingLast(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public FileIdentity identity(HostPath path) throws IOException {
    HostPath file = walk.following(path);
    try {
      return UnixStat.identity(
          Files.readAttributes(names.real(file), IDENTITY, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw Failures.at(path, e);
    }
  }

  @Override
  public HostPath resolved(HostPath path) throws IOException {
    return walk.following(path);
  }

  @Override
  public byte[] read(HostPath path, int bytesMax) throws IOException {
    HostPath file = readable(path);
    long size = attributesOf(file).sizeBytes();
    if (size > bytesMax) {
      throw new FileTooLargeException(path, bytesMax, "bytes");
    }
    try (InputStream in = Files.newInputStream(names.real(file), LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = content(in, (int) size, bytesMax);
      if (content.length == bytesMax && in.read() >= 0) {
        throw new FileTooLargeException(path, bytesMax, "bytes");
      }
      return content;
    } catch (IOException e) {
      throw Failures.at(path, e);
    }
  }

  @Override
  public InputStream open(HostPath path) throws IOException {
    HostPath file = readable(path);
    try {
      return Files.newInputStream(names.real(file), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw Failures.at(path, e);
    }
  }

  @Override
  public List<String> list(HostPath directory, int entriesMax) throws IOException {
    HostPath at = walk.following(directory);
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(names.real(at))) {
      for (Path entry : entries) {
        if (found.size() == entriesMax) {
          throw new FileTooLargeException(directory, entriesMax, "entries");
        }
        found.add(FileNames.text(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw Failures.at(directory, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw Failures.at(directory, e);
    }
    Collections.sort(found);
    return Collections.unmodifiableList(found);
  }

  @Override
  public String linkTarget(HostPath path) throws IOException {
    HostPath link = walk.keepingLast(path);
    try {
      return FileNames.text(Files.readSymbolicLink(names.real(link)));
    } catch (NotLinkException e) {
      throw Failures.refused(path, "not a symbolic link");
    } catch (IOException e) {
      throw Failures.at(path, e);
    }
  }

  /**
   * One array for a file of the size it says it has, since a kernel image fills a good part of the
   * heap; what comes beyond is a file that grows, or one of /proc, which says 0.
   */
  private static byte[] content(InputStream in, int size, int bytesMax) throws IOException {
    byte[] content = new byte[size];
    int filled = 0;
    int read = 0;
    while (read >= 0 && filled < size) {
      filled += read;
      read = in.read(content, filled, Math.min(PIECE_BYTES, size - filled));
    }
    byte[] more = in.readNBytes(bytesMax - filled);
    if (filled == size && more.length == 0) {
      return content;
    }
    byte[] whole = Arrays.copyOf(content, filled + more.length);
    System.arraycopy(more, 0, whole, filled, more.length);
    return whole;
  }

  final FileNames names() {
    return names;
  }

  final PathWalk walk() {
    return walk;
  }

  final ExtendedAttributes extended() {
    return extended;
  }

  /** lstat(2) of a path whose directories hold no link. */
  final FileAttributes attributesOf(HostPath walked) throws IOException {
    Map<String, Object> stat;
    try {
      stat = Files.readAttributes(names.real(walked), LSTAT, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw Failures.at(walked, e);
    }
    SortedMap<String, String> more = extended.of(walked);
    return UnixStat.attributes(stat, more);
  }

  private HostPath readable(HostPath path) throws IOException {
    HostPath file = walk.following(path);
    FileAttributes found = attributesBehind(path, file);
    if (!found.isRegular()) {
      throw Failures.refused(path, UnixStat.words(found.kind()) + ", not a regular file");
    }
    if (CONSUMED_BY_READING.contains(file)) {
      throw Failures.refused(path, "reading it would take messages from the log daemon");
    }
    return file;
  }

  /** A dangling link is named with where it leads. */
  private FileAttributes attributesBehind(HostPath path, HostPath file) throws IOException {
    try {
      return attributesOf(file);
    } catch (NoSuchFileException e) {
      if (file.equals(path)) {
        throw e;
      }
      throw new NoSuchFileException(path.value(), file.value(), "No such file or directory");
    }
  }
}
