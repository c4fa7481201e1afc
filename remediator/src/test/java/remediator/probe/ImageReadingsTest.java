package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.MemoryHostFiles;
import remediator.kernelimage.ImageReading;
import remediator.kernelimage.KernelImage;

/** The double has no users, so it can say who owns a note without being root. */
class ImageReadingsTest {
  private static final HostPath IMAGE = HostPath.of("/boot/vmlinuz-6.1.0");
  private static final HostPath CACHE = HostPath.of("/cache");
  private static final String CONTENT = "no image at all";
  private static final int USER = 1000;
  private static final KernelImage KERNEL = Notes.image("6.1.0");

  private final MemoryHostFiles files = MemoryHostFiles.empty().file(IMAGE.value(), CONTENT);

  @Test
  void aNoteOfThisFileStandsForReadingIt() throws IOException {
    note(0700, 0600, 0);
    assertEquals(Optional.of(KERNEL), read(IMAGE));
    assertEquals(List.of(), readings().learned());
  }

  @Test
  void withoutANoteTheImageIsRead() {
    assertEquals(Optional.empty(), read(IMAGE));
  }

  @Test
  void aChangedImageIsReadAgain() throws IOException {
    note(0700, 0600, 0);
    files.append(IMAGE, new byte[1]);
    assertEquals(Optional.empty(), read(IMAGE));
  }

  @Test
  void anotherFileOfTheSameSizeIsReadAgain() throws IOException {
    note(0700, 0600, 0);
    files.file(IMAGE.value(), CONTENT.replace('n', 'N'));
    assertEquals(Optional.empty(), read(IMAGE));
  }

  @Test
  void aCopyOfTheSameBytesIsKnownAndNotedAnew() throws IOException {
    note(0700, 0600, 0);
    HostPath copy = HostPath.of("/boot/vmlinuz-0-rescue-1");
    files.file(copy.value(), CONTENT);
    ImageReadings readings = readings();
    assertEquals(Optional.of(KERNEL), image(readings.of(copy)));
    List<ImageNote> learned = readings.learned();
    assertEquals(1, learned.size());
    assertEquals(files.identity(copy), learned.get(0).identity());
    assertEquals(KERNEL, learned.get(0).image());
  }

  @Test
  void aNoteOfTheUserIsBelievedAndOneOfSomebodyElseIsNot() throws IOException {
    note(0700, 0600, USER);
    assertEquals(Optional.of(KERNEL), read(IMAGE));
    note(0700, 0600, USER + 1);
    assertEquals(Optional.empty(), read(IMAGE));
  }

  @Test
  void whatOthersMayWriteIsNotBelieved() throws IOException {
    note(0700, 0620, 0);
    assertEquals(Optional.empty(), read(IMAGE));
    note(0777, 0600, 0);
    assertEquals(Optional.empty(), read(IMAGE));
    note(0755, 0644, 0);
    assertEquals(Optional.of(KERNEL), read(IMAGE));
  }

  @Test
  void anOddNoteIsNone() throws IOException {
    note(0700, 0600, 0);
    String name = files.list(CACHE, 9).get(0);
    files.append(CACHE.resolve(name), new byte[1]);
    assertEquals(Optional.empty(), read(IMAGE));
  }

  @Test
  void anImageThatIsNotThereIsUnreadable() {
    assertTrue(reason(readings().of(HostPath.of("/boot/gone"))).contains("No such file"));
    assertTrue(reason(readings().of(HostPath.of("/boot"))).contains("not a regular file"));
  }

  @Test
  void whatWasBegunInTheBackgroundIsTheSame() throws IOException {
    note(0700, 0600, 0);
    files.file("/boot/vmlinuz-2", "x").link("/boot/vmlinuz", "vmlinuz-6.1.0");
    ImageReadings readings = readings();
    readings.start(() -> List.of(HostPath.of("/boot/vmlinuz-2"), HostPath.of("/gone"), IMAGE));
    assertEquals(Optional.of(KERNEL), image(readings.of(HostPath.of("/boot/vmlinuz"))));
    assertEquals(Optional.empty(), image(readings.of(HostPath.of("/boot/vmlinuz-2"))));
  }

  private void note(int directoryMode, int mode, int owner) throws IOException {
    if (files.attributes(CACHE).isPresent()) {
      files.without(CACHE.value());
    }
    ImageNote note =
        Notes.note(files.identity(IMAGE), CONTENT.getBytes(StandardCharsets.ISO_8859_1), KERNEL);
    String text = new String(note.content(), StandardCharsets.ISO_8859_1);
    FileAttributes attributes =
        FileAttributes.regular(mode, owner, 0, text.length(), Instant.EPOCH);
    files
        .directory(CACHE.value(), directoryMode)
        .file(CACHE.resolve(note.fileName()).value(), text, attributes);
  }

  private ImageReadings readings() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new ImageReadings(files, clock, ImageCache.in(files, CACHE, OptionalInt.of(USER)));
  }

  private Optional<KernelImage> read(HostPath path) {
    return image(readings().of(path));
  }

  private static Optional<KernelImage> image(ImageReading reading) {
    return reading.match(Optional::of, unreadable -> Optional.empty());
  }

  private static String reason(ImageReading reading) {
    return reading.match(read -> "", unreadable -> unreadable);
  }
}
