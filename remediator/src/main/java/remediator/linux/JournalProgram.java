package remediator.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.SavedJournal;
import remediator.host.Tools;
import remediator.kernel.BootId;

/**
 * journalctl(1) of this machine, shown the journal of a tree.
 *
 * <p>It knows nothing of our root: it opens the journal files of the directory it is given and of
 * those directly in it, and follows links. So every name there is looked at first, and anything but
 * a plain file or directory is refused; whoever may rename files there between the look and the run
 * can still lead it elsewhere, which for a journal is root. Boots are chosen by a match on {@code
 * _BOOT_ID}, not by {@code -b}: older releases of systemd (add_boot, src/journal/journalctl.c) take
 * {@code -b} without an id for the boot of this machine even where a directory is named, and a
 * match that finds nothing is no error. It opens files to read only (traced, systemd 252). That a
 * reader written in C is given foreign files is the price; its time and output are bounded.
 */
final class JournalProgram implements SavedJournal {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/journalctl"), Path.of("/bin/journalctl"));

  /** The same as for the journal of the live host; seconds, where disks are slow. */
  private static final Duration TIME = Duration.ofSeconds(20);

  /** The start of a boot comes first and takes some 2 MB of export; the rest may be dropped. */
  private static final int OUTPUT_BYTES_MAX = 8 * 1024 * 1024;

  /** One record's own fields come before its message, which the kernel bounds at 1 KiB. */
  private static final int RECORD_BYTES_MAX = 64 * 1024;

  /** journald keeps at most 100 archived files (SystemMaxFiles= of journald.conf(5)); users add. */
  private static final int NAMES_MAX = 4096;

  private static final String BOOT_ID = "_BOOT_ID=";
  private static final int ASCII_END = 0x80;

  private final Path program;
  private final RootedFiles files;
  private final Tools tools;

  JournalProgram(Path program, RootedFiles files, Tools tools) {
    this.program = program;
    this.files = files;
    this.tools = tools;
  }

  /** For the tree of {@code files}, where this machine has journalctl. */
  static Optional<SavedJournal> of(RootedFiles files) {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new JournalProgram(program, files, new ProcessTools()));
  }

  @Override
  public Tools.Outcome kernelMessages(HostPath directory, Optional<BootId> boot)
      throws IOException {
    HostPath at = files.resolved(directory);
    refuseWhatLeadsElsewhere(at);
    String path = pathText(at);
    if (boot.isPresent()) {
      return messages(path, boot.get());
    }
    Tools.Outcome newest = run(path, RECORD_BYTES_MAX, "-n", "1");
    Optional<BootId> found = firstBootId(newest.output());
    return found.isPresent() ? messages(path, found.get()) : newest;
  }

  private void refuseWhatLeadsElsewhere(HostPath directory) throws IOException {
    for (String name : files.list(directory, NAMES_MAX)) {
      HostPath entry = directory.resolve(name);
      if (plain(entry).isDirectory()) {
        for (String inner : files.list(entry, NAMES_MAX)) {
          plain(entry.resolve(inner));
        }
      }
    }
  }

  /** A journal file is opened as well: journalctl would silently leave out what it may not read. */
  private FileAttributes plain(HostPath entry) throws IOException {
    FileAttributes found =
        files.attributes(entry).orElseThrow(() -> new NoSuchFileException(entry.value()));
    if (!found.isRegular() && !found.isDirectory()) {
      String what = UnixStat.words(found.kind());
      throw Failures.refused(
          entry, entry + " is " + what + ", which journalctl could follow out of the root");
    }
    if (found.isRegular() && isJournal(entry.name())) {
      files.open(entry).close();
    }
    return found;
  }

  /** The two suffixes that sd-journal.c takes for a journal file. */
  private static boolean isJournal(String name) {
    return name.endsWith(".journal") || name.endsWith(".journal~");
  }

  private String pathText(HostPath directory) throws IOException {
    if (!files.attributesOf(directory).isDirectory()) {
      throw new NotDirectoryException(directory.value());
    }
    byte[] bytes = files.names().nulTerminated(directory);
    String text = new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
    if (text.chars().anyMatch(c -> c >= ASCII_END)) {
      throw Failures.refused(
          directory, "journalctl takes paths in ASCII only; mount the tree under such a path");
    }
    return text;
  }

  private Tools.Outcome messages(String path, BootId boot) throws IOException {
    return run(path, OUTPUT_BYTES_MAX, BOOT_ID + boot.hex());
  }

  private Tools.Outcome run(String path, int outputBytesMax, String... which) throws IOException {
    Stream<String> always =
        Stream.of(
            program.toString(),
            "--directory",
            path,
            "--quiet",
            "--no-pager",
            "-o",
            "export",
            "_TRANSPORT=kernel");
    List<String> argv = Stream.concat(always, Stream.of(which)).toList();
    return tools.run(argv, TIME, outputBytesMax);
  }

  /** The journal's own fields come first in a record, so none that a program wrote is met here. */
  private static Optional<BootId> firstBootId(String export) {
    return export
        .lines()
        .filter(line -> line.startsWith(BOOT_ID))
        .findFirst()
        .flatMap(line -> BootId.parse(line.substring(BOOT_ID.length())));
  }
}
