package remediator.host;

import java.util.Optional;

/**
 * One machine, or one tree that is taken for a machine.
 *
 * <p>{@code kernel} and {@code tools} exist only when the root is {@code /}: they speak of the
 * machine this process runs on. {@code /proc} and {@code /sys} are files under the root like any
 * other.
 *
 * <p>{@code savedJournal} exists only for a tree, and is the one exception to "no tool is run for a
 * tree": the journal's files can be read by systemd's own reader alone. It is this machine's
 * journalctl, shown one directory under the root; it writes nothing. The live machine's journal is
 * asked through {@code tools}.
 */
public record Host(
    HostFiles files,
    Optional<RunningKernel> kernel,
    Optional<Tools> tools,
    Optional<SavedJournal> savedJournal) {

  /** The machine this process runs on. */
  public static Host live(HostFiles files, RunningKernel kernel, Tools tools) {
    return new Host(files, Optional.of(kernel), Optional.of(tools), Optional.empty());
  }

  /** A tree without a running kernel of its own: {@code --root DIR}, an image. */
  public static Host tree(HostFiles files, Optional<SavedJournal> savedJournal) {
    return new Host(files, Optional.empty(), Optional.empty(), savedJournal);
  }

  /** A tree of which nothing but files is read: a test's fixture. */
  public static Host offline(HostFiles files) {
    return tree(files, Optional.empty());
  }

  public boolean isLive() {
    return kernel.isPresent();
  }
}
