package remediator.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.host.Host;
import remediator.host.HostFiles;
import remediator.host.RunningKernel;
import remediator.host.SavedJournal;
import remediator.host.Tools;
import remediator.kernel.BootLog;

/**
 * The kernel's log: of the running boot where that can be told, else the newest on record.
 *
 * <p>On the live host the kernel itself is asked, then journalctl(1) where the ring has lost the
 * start of the boot or may not be read, then the files of {@link LogFiles}. In a tree the journal
 * that it keeps is asked first, because a journal tells boots apart by their ids and text files by
 * likeness, then the files.
 */
public final class LogProbe {
  private static final String ONLY_EARLIER =
      "no log of the running boot was found, only of earlier ones";

  private static final String NO_READER =
      "only journalctl reads a journal, and this machine has none; install systemd or save"
          + " the log as text";

  private static final String JOURNAL_OF_THIS_BOOT = "journalctl -k -b";
  private static final String RING = "/dev/kmsg";
  private static final List<HostPath> JOURNALCTL =
      List.of(HostPath.of("/usr/bin/journalctl"), HostPath.of("/bin/journalctl"));
  private static final Duration JOURNALCTL_TIME = Duration.ofSeconds(20);

  /** The start of a boot comes first and takes some 2 MB of export; the rest may be dropped. */
  private static final int JOURNALCTL_BYTES_MAX = 8 * 1024 * 1024;

  private final Host host;
  private final LogFiles files;
  private final List<LoggedBoot> boots = new ArrayList<>();
  private final List<Fact.Unknown<BootLog>> failures = new ArrayList<>();

  LogProbe(Host host, Decompressor decompressor) {
    this.host = host;
    this.files = new LogFiles(new Sources(host.files()), decompressor);
  }

  /**
   * Reads one file that the operator named, of any format, plain or compressed.
   *
   * @return its boots, oldest first; empty when it holds no message of a kernel; unknown when it
   *     could not be read
   */
  public static Fact<List<BootLog>> read(
      HostFiles files, Decompressor decompressor, HostPath file) {
    return new LogFiles(new Sources(files), decompressor)
        .read(file)
        .fact(found -> Fact.known(found, file.value(), found.size() + " boots"));
  }

  /** Looks everywhere; once. */
  void probe(RunningBoot running) {
    host.kernel().ifPresent(this::ring);
    if (!holdsWholeBoot(running)) {
      host.tools().ifPresent(this::journal);
    }
    host.savedJournal().ifPresent(journal -> savedJournal(journal, running));
    if (!holdsWholeBoot(running)) {
      files.readAll(running, boots, failures);
    }
    if (!holdsWholeBoot(running)) {
      noteUnreadJournal();
    }
  }

  /** Every boot that was found. */
  List<LoggedBoot> boots() {
    return List.copyOf(boots);
  }

  /** The same by source, in the order they were asked, and every source that failed. */
  List<Fact<List<BootLog>>> bySource() {
    Map<String, List<BootLog>> found = new LinkedHashMap<>();
    boots.forEach(
        boot -> found.computeIfAbsent(boot.source(), source -> new ArrayList<>()).add(boot.log()));
    List<Fact<List<BootLog>>> facts = new ArrayList<>();
    found.forEach((source, logs) -> facts.add(Fact.known(logs, source, logs.size() + " boots")));
    failures.forEach(failure -> facts.add(Fact.unknown(failure.source(), failure.reason())));
    return facts;
  }

  /**
   * The log that speaks of the running boot; where nothing is known to run, of the newest boot on
   * record. The log of another boot is never handed on as this one's: what it lacks would be taken
   * for evidence.
   */
  Fact<BootLog> log(RunningBoot running) {
    Optional<LoggedBoot> best = running.best(boots);
    if (best.isEmpty() && !boots.isEmpty()) {
      if (running.isKnown()) {
        return Fact.unknown(newest().source(), ONLY_EARLIER + firstFailure());
      }
      best = Optional.of(newest());
    }
    return best.map(
            boot ->
                Fact.known(
                    boot.log(),
                    boot.source(),
                    boot.running()
                        ? "of the running boot; " + boot.log().coverage().statement()
                        : running.relation(boot.log())))
        .orElseGet(this::unknown);
  }

  private String firstFailure() {
    return failures.stream()
        .findFirst()
        .map(failure -> "; " + failure.source() + ": " + failure.reason())
        .orElse("");
  }

  private LoggedBoot newest() {
    return boots.stream()
        .filter(boot -> boot.log().coverage().wholeStart())
        .findFirst()
        .orElseGet(() -> boots.get(0));
  }

  private Fact<BootLog> unknown() {
    if (!failures.isEmpty()) {
      return Fact.unknown(failures.get(0).source(), failures.get(0).reason());
    }
    return Fact.unknown(LogFiles.DIRECTORY.value(), "no log with kernel messages was found");
  }

  private boolean holdsWholeBoot(RunningBoot running) {
    return running.best(boots).filter(boot -> boot.log().coverage().wholeStart()).isPresent();
  }

  private void ring(RunningKernel kernel) {
    try {
      addRunning(RING, BootLog.parse(kernel.log()));
    } catch (IOException e) {
      failures.add(new Fact.Unknown<>(RING, Sources.reason(e)));
    }
  }

  private void journal(Tools tools) {
    Sources sources = new Sources(host.files());
    sources.firstThere(JOURNALCTL).ifPresent(program -> journal(tools, program));
  }

  private void journal(Tools tools, HostPath program) {
    List<String> argv = List.of(program.value(), "-k", "-b", "-q", "-o", "export", "--no-pager");
    try {
      Tools.Outcome outcome = tools.run(argv, JOURNALCTL_TIME, JOURNALCTL_BYTES_MAX);
      Reading<List<BootLog>> read = JournalOutput.read(JOURNAL_OF_THIS_BOOT, outcome);
      read.optional().ifPresent(found -> addRunning(JOURNAL_OF_THIS_BOOT, found));
      note(read);
    } catch (IOException e) {
      failures.add(new Fact.Unknown<>(program.value(), Sources.reason(e)));
    }
  }

  /** The ring and {@code journalctl -b} hold one boot, the running one. */
  private void addRunning(String source, List<BootLog> found) {
    found.stream()
        .reduce((first, last) -> last)
        .ifPresent(log -> boots.add(new LoggedBoot(source, log, true)));
  }

  private void savedJournal(SavedJournal journal, RunningBoot running) {
    TreeJournal tree = new TreeJournal(new Sources(host.files()));
    tree.directory()
        .ifPresent(
            directory -> {
              Reading<List<BootLog>> read = tree.read(journal, directory, running);
              for (BootLog log : read.optional().orElse(List.of())) {
                boots.add(0, new LoggedBoot(read.source(), log, false));
              }
              note(read);
            });
  }

  private void note(Reading<List<BootLog>> read) {
    LogFiles.note(read, failures);
  }

  /** A tree's journal, where this machine has nothing to read it with. */
  private void noteUnreadJournal() {
    if (host.isLive() || host.savedJournal().isPresent()) {
      return;
    }
    new TreeJournal(new Sources(host.files()))
        .directory()
        .ifPresent(directory -> failures.add(new Fact.Unknown<>(directory.value(), NO_READER)));
  }
}
