package remediator.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.LockAttempt;
import remediator.host.WritableFiles;

/**
 * The files below a root, to be changed.
 *
 * <p>Attributes are read with the extended ones, except by {@link #scratch}: what is given back to
 * {@link #setAttributes} must be all there was. Where the file system takes its modes from mount
 * options (vfat, an EFI system partition) a new file has that mode whatever was asked for, and
 * {@link #setAttributes} fails when another one is wanted.
 */
public final class WritableRootedFiles extends RootedFiles implements WritableFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** The root must be a directory. */
  public WritableRootedFiles(Path root) throws IOException {
    super(root, ExtendedAttributes.Access.NATIVE);
  }

  private WritableRootedFiles(Path root, ExtendedAttributes.Access access) throws IOException {
    super(root, access);
  }

  /**
   * Without extended attributes, and without native code: for files that are made, renamed and
   * deleted, and whose attributes are never given to others.
   */
  static WritableFiles scratch(Path root) throws IOException {
    return new WritableRootedFiles(root, ExtendedAttributes.Access.NONE);
  }

  @Override
  public void createDirectory(HostPath path, int mode) throws IOException {
    perform(
        walk().keepingLast(path),
        real -> {
          Files.createDirectory(real, OWNER_ONLY_DIRECTORY);
          Files.setAttribute(real, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        });
  }

  @Override
  public void createFile(HostPath path, int mode) throws IOException {
    perform(
        walk().keepingLast(path),
        real -> {
          Files.createFile(real, OWNER_ONLY_FILE);
          Files.setAttribute(real, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        });
  }

  @Override
  public void append(HostPath path, byte[] bytes) throws IOException {
    withChannel(
        regular(path),
        StandardOpenOption.APPEND,
        channel -> {
          ByteBuffer rest = ByteBuffer.wrap(bytes);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        });
  }

  @Override
  public void truncate(HostPath path, long sizeBytes) throws IOException {
    withChannel(regular(path), StandardOpenOption.WRITE, channel -> channel.truncate(sizeBytes));
  }

  @Override
  public void sync(HostPath path) throws IOException {
    withChannel(regular(path), StandardOpenOption.READ, channel -> channel.force(true));
  }

  @Override
  public void rename(HostPath from, HostPath to) throws IOException {
    Path target = names().real(walk().keepingLast(to));
    perform(
        walk().keepingLast(from),
        source -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE));
  }

  @Override
  public void syncDirectory(HostPath directory) throws IOException {
    HostPath walked = walk().keepingLast(directory);
    if (!attributesOf(walked).isDirectory()) {
      throw new NotDirectoryException(directory.value());
    }
    withChannel(walked, StandardOpenOption.READ, channel -> channel.force(true));
  }

  @Override
  public void delete(HostPath path) throws IOException {
    HostPath walked = walk().keepingLast(path);
    refuseLink(walked, attributesOf(walked));
    perform(walked, Files::delete);
  }

  @Override
  public void setAttributes(HostPath path, FileAttributes attributes) throws IOException {
    HostPath walked = walk().keepingLast(path);
    FileAttributes present = attributesOf(walked);
    refuseLink(walked, present);
    if (!present.isRegular() && !present.isDirectory()) {
      throw Failures.refused(path, UnixStat.words(present.kind()) + " keeps its attributes");
    }
    perform(walked, real -> setOwner(real, present, attributes));
    perform(walked, real -> setMode(real, attributes.mode()));
    extended().make(walked, attributes.extendedAttributes());
    perform(walked, real -> setModified(real, attributes));
    refuseOtherMode(walked, attributes);
  }

  @Override
  public long freeBytes(HostPath directory) throws IOException {
    return FileSystemSpace.freeBytes(names(), walk().following(directory));
  }

  @Override
  public LockAttempt tryLock(HostPath path, String holder) throws IOException {
    return HeldLock.attempt(this, walk().keepingLast(path), holder);
  }

  void refuseUnlessRegular(HostPath walked) throws IOException {
    FileAttributes present = attributesOf(walked);
    if (!present.isRegular()) {
      throw Failures.refused(walked, UnixStat.words(present.kind()) + ", not a regular file");
    }
  }

  /** One step on a real path; what it throws names the host's path. */
  private interface Step {
    void on(Path real) throws IOException;
  }

  /** One step on an open file. */
  private interface ChannelStep {
    void on(FileChannel channel) throws IOException;
  }

  private void perform(HostPath walked, Step step) throws IOException {
    Path real = names().real(walked);
    try {
      step.on(real);
    } catch (IOException e) {
      throw Failures.at(walked, e);
    }
  }

  private void withChannel(HostPath walked, OpenOption how, ChannelStep step) throws IOException {
    perform(
        walked,
        real -> {
          try (FileChannel channel = FileChannel.open(real, how, LinkOption.NOFOLLOW_LINKS)) {
            step.on(channel);
          }
        });
  }

  private HostPath regular(HostPath path) throws IOException {
    HostPath walked = walk().keepingLast(path);
    refuseUnlessRegular(walked);
    return walked;
  }

  private static void refuseLink(HostPath path, FileAttributes present) throws IOException {
    if (present.isSymbolicLink()) {
      throw Failures.refused(path, "a symbolic link; what it leads to must be named itself");
    }
  }

  private static void setOwner(Path real, FileAttributes present, FileAttributes wanted)
      throws IOException {
    if (present.owner() != wanted.owner()) {
      Files.setAttribute(real, "unix:uid", wanted.owner(), LinkOption.NOFOLLOW_LINKS);
    }
    if (present.group() != wanted.group()) {
      Files.setAttribute(real, "unix:gid", wanted.group(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Always, not only when it differs: chown(2) may just have cleared set-id bits. */
  private static void setMode(Path real, int mode) throws IOException {
    Files.setAttribute(real, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
  }

  private static void setModified(Path real, FileAttributes wanted) throws IOException {
    Files.getFileAttributeView(real, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(wanted.modified()), null, null);
  }

  /** vfat takes chmod(2) and keeps what its mount options say, without an error. */
  private void refuseOtherMode(HostPath walked, FileAttributes wanted) throws IOException {
    FileAttributes now = attributesOf(walked);
    if (now.mode() != wanted.mode()) {
      throw Failures.refused(
          walked,
          "the file system keeps mode " + now.modeText() + " instead of " + wanted.modeText());
    }
  }
}
