package remediator.probe;

import java.util.List;
import java.util.Optional;
import remediator.file.HostPath;
import remediator.host.SavedJournal;
import remediator.kernel.BootLog;

/**
 * The journal that a tree keeps in /var/log/journal: of its running boot where the boot id is
 * known, else of the newest boot on record.
 *
 * <p>The files lie in a directory named by the machine id (systemd-journald.service(8)). Where the
 * tree's id has none, all there are counted: an image is given a new id when it is copied.
 */
record TreeJournal(Sources sources) {

  /** Where the journal lies; empty when the tree keeps none. */
  Optional<HostPath> directory() {
    Optional<HostPath> ofThisMachine =
        new OsProbe(sources).machineId().optional().map(LogFiles.JOURNAL::resolve);
    return ofThisMachine
        .filter(sources::isDirectory)
        .or(() -> Optional.of(LogFiles.JOURNAL).filter(sources::isDirectory));
  }

  /** Asks for one boot; absent when no boot was asked for by its id and none is there. */
  Reading<List<BootLog>> read(SavedJournal journal, HostPath directory, RunningBoot running) {
    String source = "journalctl --directory " + directory;
    Reading<Reading<List<BootLog>>> asked =
        Sources.attempt(
            directory,
            () -> JournalOutput.read(source, journal.kernelMessages(directory, running.bootId())));
    return asked.match(
        answered -> orNothing(answered.value(), running),
        () -> new Reading.Absent<>(source),
        failed -> new Reading.Failed<>(directory.value(), failed.reason()));
  }

  private static Reading<List<BootLog>> orNothing(
      Reading<List<BootLog>> answer, RunningBoot running) {
    if (answer.optional().filter(List::isEmpty).isEmpty()) {
      return answer;
    }
    return running.bootId().isPresent()
        ? new Reading.Failed<>(answer.source(), "holds no kernel message of the running boot")
        : new Reading.Absent<>(answer.source());
  }
}
