package remediator.linux;

import java.io.IOException;
import java.nio.file.Path;
import remediator.host.Host;
import remediator.host.HostFiles;
import remediator.host.WritableFiles;

/**
 * Machines as {@code --root} names them.
 *
 * <p>The root {@code /}, under whatever name, is the machine this process runs on: it has a running
 * kernel and tools. Any other directory is a tree of files, whose journal this machine's journalctl
 * may read.
 */
public final class LinuxHost {
  private static final Path SLASH = Path.of("/");

  private LinuxHost() {}

  /** The machine this process runs on. */
  public static Host live() throws IOException {
    return at(SLASH);
  }

  /**
   * What {@code root} stands for, to be looked at. Loads no native code until the kernel is asked.
   */
  public static Host at(Path root) throws IOException {
    if (isLive(root)) {
      return Host.live(RootedFiles.light(root), new NativeKernel(), new ProcessTools());
    }
    RootedFiles files = new RootedFiles(root, ExtendedAttributes.Access.NONE);
    return Host.tree(files, JournalProgram.of(files));
  }

  /** The files of {@code root}, to be changed. */
  public static WritableFiles writable(Path root) throws IOException {
    return new WritableRootedFiles(root);
  }

  /** The files below any directory, to be looked at, without extended attributes. */
  public static HostFiles light(Path root) throws IOException {
    return RootedFiles.light(root);
  }

  /** Files of our own making below any directory, whose extended attributes nobody asks for. */
  public static WritableFiles scratch(Path root) throws IOException {
    return WritableRootedFiles.scratch(root);
  }

  /** The files that a command line names, wherever they lie, to be looked at. */
  public static HostFiles named() throws IOException {
    return RootedFiles.light(SLASH);
  }

  private static boolean isLive(Path root) throws IOException {
    return root.toRealPath().equals(SLASH);
  }
}
