package remediator.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import remediator.apply.NoteDirectory;
import remediator.apply.StateDirectory;
import remediator.file.HostPath;
import remediator.host.Host;
import remediator.linux.LinuxHost;
import remediator.linux.ThisProcess;
import remediator.probe.ImageCache;
import remediator.probe.ImageNote;
import remediator.probe.ImageReadings;

/**
 * Where this run finds, and may keep, what kernel images said.
 *
 * <p>{@code --cache DIR} is read and written. Without it the directory beside the transactions is
 * read, and written by commands that write there anyway. Of a tree that is not this machine only a
 * directory named on the command line is believed: what lies in the tree is as old as the tree.
 */
final class KnownImages {
  private static final String IMAGES = "images";

  private final GlobalOptions options;
  private Optional<ImageReadings> readings = Optional.empty();
  private Optional<Place> place = Optional.empty();
  private boolean written;

  KnownImages(GlobalOptions options) {
    this.options = options;
    this.written = options.cache.isPresent();
  }

  private record Place(Path root, HostPath directory) {}

  /** The images of this host, with what is known of them. */
  ImageReadings readings(Host host) throws IOException {
    if (readings.isPresent()) {
      return readings.get();
    }
    place = place(host);
    ImageCache cache =
        place.isPresent()
            ? ImageCache.in(
                LinuxHost.light(place.get().root()),
                place.get().directory(),
                ThisProcess.userNumber())
            : ImageCache.none();
    ImageReadings made = new ImageReadings(host.files(), ThisProcess.clock(), cache);
    readings = Optional.of(made);
    return made;
  }

  /** From now on the directory beside the transactions may be written. */
  void rememberBesideTransactions() {
    written = true;
  }

  /** Keeps what was read; the words of a warning where that failed. */
  Optional<String> remember() {
    if (!written || readings.isEmpty() || place.isEmpty()) {
      return Optional.empty();
    }
    try {
      for (ImageNote note : readings.get().learned()) {
        new NoteDirectory(LinuxHost.scratch(place.get().root()), place.get().directory())
            .keep(note.fileName(), note.content(), note::replaces);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("what the kernel images said was not kept: " + words(e));
    }
  }

  private Optional<Place> place(Host host) {
    Path slash = Path.of("/");
    if (options.cache.isPresent()) {
      return Optional.of(new Place(slash, Session.named(options.cache.get())));
    }
    if (options.stateDir.isPresent()) {
      HostPath state = Session.named(options.stateDir.get());
      return Optional.of(new Place(slash, state.resolve(IMAGES)));
    }
    return host.isLive()
        ? Optional.of(new Place(slash, StateDirectory.DEFAULT.resolve(IMAGES)))
        : Optional.empty();
  }

  private static String words(IOException error) {
    return error instanceof FileSystemException file && file.getReason() != null
        ? file.getFile() + ": " + file.getReason()
        : error.toString();
  }
}
