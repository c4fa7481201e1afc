package remediator.probe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import remediator.file.ContentDigest;
import remediator.file.FileIdentity;
import remediator.file.HostPath;
import remediator.host.HostFiles;
import remediator.kernelimage.ImageLimits;
import remediator.kernelimage.ImageReader;
import remediator.kernelimage.ImageReading;
import remediator.kernelimage.KernelImage;

/**
 * Kernel images, read once each: from the cache where it knows them, else whole, one after the
 * other, beside whatever else the program does.
 *
 * <p>{@link #start} begins in a thread of its own; {@link #of} waits for its result, so the outcome
 * is the same however the two are timed. Never more than one image is in memory. Whatever goes
 * wrong with an image is its {@link ImageReading.Unreadable}.
 */
public final class ImageReadings {
  /** The largest of Debian's, an ELF file of ppc64el that is not compressed, has 71 MB. */
  static final int IMAGE_BYTES_MAX = 144 * 1024 * 1024;

  /** The slowest known takes 2 s of an old processor; beyond, something else is read. */
  static final Duration IMAGE_TIME_MAX = Duration.ofSeconds(20);

  /** For all images of a host; hosts keep two to five. */
  static final Duration HOST_TIME_MAX = Duration.ofMinutes(2);

  private final HostFiles files;
  private final Clock clock;
  private final ImageCache cache;
  private final Map<HostPath, FutureTask<Outcome>> tasks = new LinkedHashMap<>();
  private Optional<Instant> hostTimeEnds = Optional.empty();
  private boolean begun;

  /** Reads images of {@code files}; the clock bounds the time. */
  public ImageReadings(HostFiles files, Clock clock, ImageCache cache) {
    this.files = files;
    this.clock = clock;
    this.cache = cache;
  }

  /** Without a cache and without a bound in time: for callers who chose the images themselves. */
  static ImageReadings unbounded(HostFiles files) {
    return new ImageReadings(files, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), ImageCache.none());
  }

  /** What came of an image, and what is worth noting of it: nothing where a note was used. */
  private record Outcome(ImageReading reading, Optional<ImageNote> learned) {
    static Outcome unreadable(String reason) {
      return new Outcome(new ImageReading.Unreadable(reason), Optional.empty());
    }
  }

  /** Begins with these, in their order, unless it has begun already. */
  void start(Supplier<List<HostPath>> images) {
    if (begun) {
      return;
    }
    begun = true;
    for (HostPath image : images.get()) {
      key(image).ifPresent(key -> tasks.put(key, new FutureTask<>(() -> outcome(key))));
    }
    List<FutureTask<Outcome>> ahead = List.copyOf(tasks.values());
    Thread thread = new Thread(() -> ahead.forEach(FutureTask::run), "kernel images");
    thread.setDaemon(true);
    thread.start();
  }

  /** What this image says of itself. */
  ImageReading of(HostPath image) {
    Optional<HostPath> key = key(image);
    return key.isPresent()
        ? result(task(key.get())).reading()
        : new ImageReading.Unreadable("where it leads to cannot be followed");
  }

  /** What was read this time and is worth keeping for the next. */
  public List<ImageNote> learned() {
    List<ImageNote> learned = new ArrayList<>();
    for (FutureTask<Outcome> task : tasks.values()) {
      result(task).learned().ifPresent(learned::add);
    }
    return learned;
  }

  private Optional<HostPath> key(HostPath image) {
    return Sources.attempt(image, () -> files.resolved(image)).optional();
  }

  /** One that was not begun with is read when those are done. */
  private FutureTask<Outcome> task(HostPath key) {
    FutureTask<Outcome> known = tasks.get(key);
    if (known != null) {
      return known;
    }
    tasks.values().forEach(ImageReadings::result);
    FutureTask<Outcome> task = new FutureTask<>(() -> outcome(key));
    tasks.put(key, task);
    task.run();
    return task;
  }

  private static Outcome result(FutureTask<Outcome> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.unreadable("reading it was interrupted");
    } catch (ExecutionException e) {
      return Outcome.unreadable("a defect of this program: " + e.getCause());
    }
  }

  private Outcome outcome(HostPath image) {
    try {
      FileIdentity identity = files.identity(image);
      Optional<ImageNote> noted = cache.of(identity);
      return noted.isPresent()
          ? new Outcome(new ImageReading.Read(noted.get().image()), Optional.empty())
          : read(image, identity);
    } catch (IOException e) {
      return Outcome.unreadable(Sources.reason(e));
    } catch (OutOfMemoryError e) {
      return Outcome.unreadable("there is not enough memory to read it");
    }
  }

  private Outcome read(HostPath image, FileIdentity identity) throws IOException {
    byte[] content = files.read(image, IMAGE_BYTES_MAX);
    // Before the image is read: pointers that a relocation fills are filled in place.
    Optional<ContentDigest> digest =
        cache.isThere() ? Optional.of(ContentDigest.of(content)) : Optional.empty();
    Optional<KernelImage> same = digest.flatMap(cache::of).map(ImageNote::image);
    ImageReading reading =
        same.isPresent()
            ? new ImageReading.Read(same.get())
            : ImageReader.read(content, ImageLimits.shipped(timeIsUp()));
    boolean steady = files.identity(image).equals(identity);
    Optional<ImageNote> learned =
        reading.match(
            read -> digest.filter(d -> steady).map(d -> new ImageNote(identity, d, read)),
            unreadable -> Optional.empty());
    return new Outcome(reading, learned);
  }

  private synchronized BooleanSupplier timeIsUp() {
    Instant now = clock.instant();
    Instant host = hostTimeEnds.orElseGet(() -> now.plus(HOST_TIME_MAX));
    hostTimeEnds = Optional.of(host);
    Instant image = now.plus(IMAGE_TIME_MAX);
    Instant end = image.isBefore(host) ? image : host;
    return () -> clock.instant().isAfter(end);
  }
}
