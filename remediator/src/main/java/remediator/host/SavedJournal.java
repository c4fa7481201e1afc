package remediator.host;

import java.io.IOException;
import java.util.Optional;
import remediator.file.HostPath;
import remediator.kernel.BootId;

/**
 * The kernel's messages in the journal that a tree keeps, read by journalctl(1) of this machine.
 *
 * <p>The format of journal files is systemd's own, with several compressions and layouts; only its
 * reader is sure to read them. So this is the one program that is run for a tree: this machine's,
 * never the tree's, and it only reads. It exists where this machine has journalctl.
 */
public interface SavedJournal {

  /**
   * The kernel's messages of {@code boot}, or of the newest boot on record when none is named, in
   * journalctl's export format, oldest first; of a very long log the start. The output is empty
   * when there are none, and {@code errors} says what journalctl could not read.
   *
   * <p>Errors: {@link IOException} when the directory or one of its journal files is not there, may
   * not be read, or is a link or anything else that could lead out of the root.
   */
  Tools.Outcome kernelMessages(HostPath directory, Optional<BootId> boot) throws IOException;
}
