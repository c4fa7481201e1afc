package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.file.FileIdentity;
import remediator.probe.ImageNote;
import remediator.probe.Notes;

/** The image is a stand-in; a note of its bytes says what a kernel would have said. */
class CacheOptionTest {
  private static final byte[] IMAGE = "no image at all".getBytes(StandardCharsets.US_ASCII);
  private static final String RELEASE = "9.9.9-made-up";
  private static final String WITNESS = "the parameter's code compares its value with this token";

  @TempDir Path directory;
  private Path root;
  private Path cache;

  @BeforeEach
  void makeTree() throws IOException {
    root = Files.createDirectories(directory.resolve("root"));
    cache = directory.resolve("cache");
    Files.createDirectory(root.resolve("boot"));
    Files.write(root.resolve("boot/vmlinuz-" + RELEASE), IMAGE);
  }

  @Test
  void aNoteOfTheSameBytesIsUsedAndKeptForThisFile() throws IOException {
    ImageNote note = note();
    Files.createDirectory(cache);
    Files.write(cache.resolve(note.fileName()), note.content());
    CommandRun first = kernels("--cache", cache.toString());
    assertTrue(first.output().replaceAll("\\s+", " ").contains(WITNESS), first.output());
    List<String> kept = names(cache);
    assertEquals(1, kept.size());
    assertFalse(kept.contains(note.fileName()), "the note is of this file now");
    Instant written = Files.getLastModifiedTime(cache.resolve(kept.get(0))).toInstant();
    assertEquals(first, kernels("--cache", cache.toString()));
    assertEquals(kept, names(cache));
    assertEquals(
        written,
        Files.getLastModifiedTime(cache.resolve(kept.get(0))).toInstant(),
        "not rewritten");
  }

  @Test
  void withoutTheOptionNothingIsReadOrWritten() throws IOException {
    Path state = Files.createDirectory(directory.resolve("state"));
    CommandRun run = kernels("--state-dir", state.toString());
    assertFalse(run.output().contains(WITNESS));
    assertEquals(List.of(), names(state));
    assertFalse(Files.exists(cache));
    assertEquals(List.of("boot"), names(root));
  }

  @Test
  void theDirectoryBesideTheTransactionsIsReadAndNotWritten() throws IOException {
    Path images = Files.createDirectories(directory.resolve("state/images"));
    ImageNote note = note();
    Files.write(images.resolve(note.fileName()), note.content());
    CommandRun run = kernels("--state-dir", directory.resolve("state").toString());
    assertTrue(run.output().replaceAll("\\s+", " ").contains(WITNESS), run.output());
    assertEquals(List.of(note.fileName()), names(images));
  }

  @Test
  void whatCannotBeKeptIsAWarningAndNoFailure() throws IOException {
    ImageNote note = note();
    Files.createDirectory(cache);
    Files.write(cache.resolve(note.fileName()), note.content());
    CommandRun good = kernels("--cache", cache.toString());
    Path file = Files.createFile(directory.resolve("file"));
    CommandRun run = kernels("--cache", file.resolve("below").toString());
    assertEquals(good.exitCode(), 0);
    assertEquals(4, run.exitCode(), "no table speaks of this release, and no note could be read");
  }

  @Test
  void aNoteThatOthersMayWriteIsNotBelieved() throws IOException {
    ImageNote note = note();
    Files.createDirectory(cache);
    Path file = Files.write(cache.resolve(note.fileName()), note.content());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertFalse(
        kernels("--cache", cache.toString()).output().replaceAll("\\s+", " ").contains(WITNESS));
  }

  private static ImageNote note() {
    FileIdentity elsewhere =
        new FileIdentity(1, 2, IMAGE.length, Instant.EPOCH, Instant.EPOCH.plusNanos(1));
    return Notes.note(elsewhere, IMAGE, Notes.image(RELEASE));
  }

  private CommandRun kernels(String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("kernels", "--root", root.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
