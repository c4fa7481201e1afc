package remediator.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.WritableFiles;

/**
 * Exchanges one file for another so that at any instant a complete one has the name.
 *
 * <p>Between the last look and rename(2) somebody can still write: that window is as small as a
 * system call is, and no port closes it.
 */
final class AtomicWrite {
  static final int PRIVATE_FILE = 0600;

  private final WritableFiles files;

  AtomicWrite(WritableFiles files) {
    this.files = files;
  }

  /**
   * Makes the new file beside its target, complete and synced. For a deletion the empty file stands
   * for "not yet deleted", and proves that the directory can be written.
   */
  void stage(Swap swap) throws IOException {
    HostPath temporary = swap.temporary();
    files.createFile(temporary, PRIVATE_FILE);
    if (swap.desired().isPresent()) {
      fill(temporary, swap.desired().get());
    }
    files.sync(temporary);
  }

  /** Gives the staged file its name, when the target is still the expected one. */
  void exchange(Swap swap) throws IOException {
    CurrentState.expecting(files, swap.path(), swap.expected());
    if (swap.desired().isPresent()) {
      files.rename(swap.temporary(), swap.path());
    } else {
      files.delete(swap.path());
      files.delete(swap.temporary());
    }
    files.syncDirectory(swap.path().parent());
  }

  /** Attributes come last: content written later would clear set-id bits and move the time. */
  private void fill(HostPath temporary, Swap.NewFile desired) throws IOException {
    if (!desired.content().isEmpty()) {
      files.append(temporary, desired.content().getBytes(StandardCharsets.ISO_8859_1));
    }
    files.setAttributes(temporary, attributes(temporary, desired));
  }

  private FileAttributes attributes(HostPath temporary, Swap.NewFile desired) throws IOException {
    FileAttributes wanted = desired.attributes();
    if (!desired.asBorn()) {
      return wanted;
    }
    SortedMap<String, String> born =
        files.attributes(temporary).orElse(wanted).extendedAttributes();
    return new FileAttributes(
        wanted.kind(),
        wanted.mode(),
        wanted.owner(),
        wanted.group(),
        wanted.sizeBytes(),
        wanted.modified(),
        wanted.hardLinks(),
        born);
  }
}
