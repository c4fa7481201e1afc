package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code params} on images that are small kernels, and on what is none. */
class ParamsCommandTest {
  static final Path IMAGES =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "images")
          .toAbsolutePath();

  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void listsWhatTheImageUnderstands() {
    CommandRun run = params(IMAGES.resolve("x86_64-6.1.vmlinuz").toString());
    assertEquals(0, run.exitCode());
    assertEquals("", run.errors());
    assertTrue(run.output().contains("\n  late    cgroup.memory=\n"), run.output());
    assertTrue(run.output().contains("\n  late    console=\n"), run.output());
    assertTrue(run.output().contains("packed as               bzImage, in it "), run.output());
  }

  @Test
  void aParameterWhoseTextStandsElsewhereIsNotListed() {
    CommandRun run = params(IMAGES.resolve("x86_64-el7-514.vmlinuz").toString());
    assertEquals(0, run.exitCode());
    assertFalse(run.output().contains("late    cgroup.memory="), run.output());
    assertTrue(run.output().contains("cgroup.memory=nokmem    ignored"), run.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/etc"})
  void theRootDoesNotChangeWhatIsNamed(String root) {
    String image = IMAGES.resolve("x86_64-6.1.vmlinuz").toString();
    assertEquals(0, CommandRun.of("params", "--kernel", image, "--root", root).exitCode());
  }

  @Test
  void whatIsNoImageIsOneMessage() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "vmlinuz\n");
    Path empty = Files.createFile(directory.resolve("empty"));
    byte[] image = Files.readAllBytes(IMAGES.resolve("x86_64-6.1.vmlinuz"));
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(image, image.length / 2));
    Path huge = directory.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(10L << 30);
    }
    for (Path none : List.of(text, empty, cut, huge, directory, Path.of("/dev/zero"))) {
      CommandRun run = assertTimeoutPreemptively(LONGEST, () -> params(none.toString()));
      assertEquals(4, run.exitCode(), none.toString());
      assertEquals("", run.output());
      assertTrue(run.errors().startsWith("remediator: " + none + ": "), run.errors());
      assertEquals(2, run.errors().lines().count(), run.errors());
      JsonObject document = Schemas.checked(params(none.toString(), "--json").output());
      assertTrue(document.has("error"), none.toString());
    }
  }

  @Test
  void aNameThatLeadsNowhereIsUsage() {
    for (String none : List.of("none", "none/vmlinuz")) {
      CommandRun run = params(directory.resolve(none).toString());
      assertEquals(2, run.exitCode());
      assertTrue(run.errors().contains("no such file or directory"), run.errors());
    }
    assertEquals(2, CommandRun.of("params").exitCode());
    assertEquals(2, CommandRun.of("params", "--kernel", "a", "--kernel", "b").exitCode());
  }

  @Test
  void everyImageKeepsTheSchema() throws IOException {
    try (var images = Files.newDirectoryStream(IMAGES, "*.{elf,vmlinuz,gz}")) {
      for (Path image : images) {
        CommandRun run = params(image.toString(), "--json");
        assertEquals(0, run.exitCode(), image.toString());
        Schemas.checked(run.output());
      }
    }
  }

  private static CommandRun params(String image, String... more) {
    String[] arguments = {"params", "--kernel", image};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
