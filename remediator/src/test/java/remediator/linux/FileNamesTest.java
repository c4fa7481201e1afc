package remediator.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.HostFiles;
import remediator.host.WritableFiles;

class FileNamesTest {
  /** A word beyond ASCII as UTF-8 has it, then bytes that are no UTF-8. */
  private static final String NAME = "caf\u00c3\u00a9 \u00ff\u0080";

  /** JNA then finds its native library nowhere. */
  private static final List<String> WITHOUT_JNA =
      List.of("-Djna.nounpack=true", "-Djna.nosys=true", "-Djna.boot.library.path=/nonexistent");

  @Test
  void everyByteSurvivesTheWayThereAndBack() throws IOException {
    FileNames names = new FileNames(Path.of("/"));
    for (char c = 1; c < 0x100; c++) {
      String name = "a" + c + "b";
      if (c != '/') {
        assertEquals(name, FileNames.text(names.real(HostPath.of(name)).getFileName()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/mnt", "/mnt/two words"})
  void cSeesTheBytesOfRootAndPath(String root) throws IOException {
    FileNames names = new FileNames(Path.of(root));
    String whole = (root.equals("/") ? "" : root) + "/" + NAME + "\0";
    assertArrayEquals(
        whole.getBytes(StandardCharsets.ISO_8859_1), names.nulTerminated(HostPath.of(NAME)));
  }

  @Test
  void aRootMayHaveAnyNameToo() throws IOException {
    Path root = new FileNames(Path.of("/mnt")).real(HostPath.of(NAME));
    FileNames names = new FileNames(root);
    for (String path : List.of("/etc/fstab", "/" + NAME, "/")) {
      String whole = FileNames.text(names.real(HostPath.of(path)));
      assertEquals(HostPath.of("/mnt/" + NAME + path).value(), whole);
    }
  }

  @Test
  void charactersThatAreNoBytesAreRefused() throws IOException {
    FileNames names = new FileNames(Path.of("/"));
    names.real(HostPath.of("/\u00ff"));
    assertThrows(FileSystemException.class, () -> names.real(HostPath.of("/\u0100")));
    assertThrows(FileSystemException.class, () -> names.nulTerminated(HostPath.of("/\u0100")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
  void theLocaleChangesNothing(String locale, @TempDir Path root) throws Exception {
    assertEquals("", child(AnyName.class, Map.of("LC_ALL", locale), List.of(), root));
  }

  @Test
  void readingLoadsNoNativeCode(@TempDir Path root) throws Exception {
    String said = child(Reading.class, Map.of(), WITHOUT_JNA, root);
    assertEquals("", said);
  }

  @Test
  void withoutNativeCodeWritingSaysWhatIsMissing(@TempDir Path root) throws Exception {
    String said = child(AnyName.class, Map.of(), WITHOUT_JNA, root);
    assertTrue(said.contains("native calls are not possible here"), said);
    assertTrue(said.contains("java.io.IOException"), said);
  }

  private static String child(
      Class<?> main, Map<String, String> environment, List<String> options, Path root)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // JDK 24 and later warn of native code unless they are told not to, as this JVM was.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(argv::add);
    argv.addAll(options);
    argv.addAll(
        List.of("-cp", System.getProperty("java.class.path"), main.getName(), root.toString()));
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    byte[] said = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(said, StandardCharsets.ISO_8859_1);
  }

  /** Writes, links, lists and reads a file whose name is not ASCII; silent when all went well. */
  static final class AnyName {
    public static void main(String[] arguments) throws IOException {
      WritableFiles files = new WritableRootedFiles(Path.of(arguments[0]));
      HostPath directory = HostPath.of(NAME);
      HostPath file = directory.resolve(NAME);
      files.createDirectory(directory, 0700);
      files.createFile(file, 0600);
      files.append(file, NAME.getBytes(StandardCharsets.ISO_8859_1));
      FileAttributes attributes = files.attributes(file).orElseThrow();
      files.setAttributes(file, attributes);
      files.rename(file, directory.resolve("moved " + NAME));
      files.syncDirectory(directory);
      String listed = String.join("/", files.list(directory, 2));
      if (!listed.equals("moved " + NAME)) {
        throw new IOException("the name has changed");
      }
    }
  }

  /** Uses every method of the reading side. */
  static final class Reading {
    public static void main(String[] arguments) throws IOException {
      HostFiles files = LinuxHost.at(Path.of(arguments[0])).files();
      files.list(HostPath.ROOT, 1);
      files.attributes(HostPath.ROOT);
      HostFiles machine = LinuxHost.live().files();
      machine.read(HostPath.of("/proc/self/status"), 100_000);
      machine.open(machine.resolved(HostPath.of("/etc/passwd"))).close();
      machine.linkTarget(HostPath.of("/proc/self"));
    }
  }
}
