package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.MemoryHostFiles;

/** restore.sh, run for real on a real tree, does what rollback does. */
final class RestoreScriptTest {
  private static final List<String> TOOLS_BUT_SHA256SUM =
      List.of("dirname", "wc", "cmp", "cp", "mv", "rm", "chmod", "chown", "touch", "sync");

  @TempDir private Path scratch = Path.of("");
  private Path root = Path.of("");
  private Map<String, String> oldFiles = Map.of();
  private Map<String, String> newFiles = Map.of();
  private final MemoryHostFiles host = Scene.host();
  private String output = "";

  /** The shells of an installed host and of a rescue system. */
  enum Shell {
    SH,
    BUSYBOX
  }

  @BeforeEach
  void exportAnAppliedHost() throws IOException {
    ownByWhoeverRunsThis();
    oldFiles = exported("old");
    assertInstanceOf(Outcome.Applied.class, Scene.transactions(host).apply(Scene.plan(host)));
    newFiles = exported("root");
    root = scratch.resolve("root");
  }

  @ParameterizedTest
  @EnumSource
  void restoresWhatRollbackRestores(Shell shell) throws Exception {
    assertInstanceOf(Outcome.RolledBack.class, Scene.transactions(host).rollback(Optional.empty()));
    assertEquals(exported("rolled-back"), oldFiles);
    assertEquals(0, run(shell, Map.of()), output);
    assertEquals(oldFiles, ExportedTree.look(root));
  }

  @ParameterizedTest
  @EnumSource
  void doesNothingTheSecondTime(Shell shell) throws Exception {
    run(shell, Map.of());
    assertEquals(0, run(shell, Map.of()), output);
    assertTrue(output.contains("is as it was before"), output);
    assertEquals(oldFiles, ExportedTree.look(root));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAForeignEditUnlessForced(Shell shell) throws Exception {
    Files.writeString(root.resolve("etc/default/grub"), "edited by hand\n");
    Map<String, String> edited = ExportedTree.look(root);
    assertEquals(1, run(shell, Map.of()), output);
    assertTrue(output.contains("etc/default/grub: changed by somebody else"), output);
    assertEquals(edited, ExportedTree.look(root));
    assertEquals(0, run(shell, Map.of("FORCE", "1")), output);
    assertEquals(oldFiles, ExportedTree.look(root));
  }

  @ParameterizedTest
  @EnumSource
  void finishesWhatWasHalfDone(Shell shell) throws Exception {
    Files.copy(scratch.resolve("old" + Scene.STALE), root.resolve("boot/grub2/it's stale.cfg"));
    Files.delete(root.resolve("etc/default/grub.d/remediator.cfg"));
    Files.writeString(root.resolve("boot/grub2/.grub.cfg.remediator-" + id()), "half");
    assertEquals(0, run(shell, Map.of()), output);
    assertEquals(oldFiles.keySet(), ExportedTree.look(root).keySet());
    assertEquals(oldFiles.get("boot/grub2/grub.cfg"), look("boot/grub2/grub.cfg"));
    assertEquals(oldFiles.get("etc/default/grub"), look("etc/default/grub"));
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedBackupIsRefusedEvenByForce(Shell shell) throws Exception {
    Files.writeString(script().resolveSibling("original").resolve("3"), "rotten");
    assertEquals(1, run(shell, Map.of("FORCE", "1")), output);
    assertTrue(output.contains("damaged; nothing was changed"), output);
    assertEquals(newFiles, ExportedTree.look(root));
  }

  @ParameterizedTest
  @EnumSource
  void aLinkedDirectoryIsRefused(Shell shell) throws Exception {
    Files.move(root.resolve("boot"), root.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("boot"), root.resolve("elsewhere"));
    assertEquals(1, run(shell, Map.of()), output);
    assertTrue(output.contains("boot: a symbolic link; nothing was changed"), output);
    assertEquals(newFiles.get("etc/default/grub"), look("etc/default/grub"));
  }

  @Test
  void awayFromItsPlaceItAsksForTheRoot() throws Exception {
    Path moved = scratch.resolve("moved");
    Files.move(script().getParent(), moved);
    assertEquals(1, run(List.of("sh", moved + "/restore.sh"), Map.of()), output);
    assertTrue(output.contains("say where the host's root is"), output);
    assertEquals(newFiles, ExportedTree.look(root));
    assertEquals(0, run(List.of("sh", moved + "/restore.sh", root.toString()), Map.of()), output);
    assertEquals(oldFiles, ExportedTree.look(root));
  }

  @Test
  void withoutSha256sumLengthsAreCompared() throws Exception {
    Map<String, String> path = Map.of("PATH", copied(TOOLS_BUT_SHA256SUM));
    Files.writeString(root.resolve("etc/default/grub"), "edited by hand\n");
    assertEquals(1, run(List.of("/bin/sh", script().toString()), path), output);
    Files.writeString(root.resolve("etc/default/grub"), Scene.NEW_DEFAULTS);
    assertEquals(0, run(List.of("/bin/sh", script().toString()), path), output);
    assertTrue(output.contains("sha256sum is missing"), output);
    assertEquals(oldFiles, ExportedTree.look(root));
  }

  private int run(Shell shell, Map<String, String> environment) throws Exception {
    if (shell == Shell.SH) {
      return run(List.of("sh", script().toString()), environment);
    }
    Path applets = Files.createDirectories(scratch.resolve("applets"));
    assumeTrue(findsBusybox(applets), "skipped: there is no busybox on this machine");
    Map<String, String> all = new TreeMap<>(environment);
    all.put("PATH", applets.toString());
    return run(List.of(applets.resolve("sh").toString(), script().toString()), all);
  }

  private int run(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    byte[] said = process.getInputStream().readAllBytes();
    output = new String(said, StandardCharsets.UTF_8);
    return process.waitFor();
  }

  /** One copy under every name, as a rescue system has it. */
  private static boolean findsBusybox(Path applets) throws IOException {
    Optional<Path> busybox = tool("busybox");
    if (busybox.isEmpty() || Files.exists(applets.resolve("sh"))) {
      return busybox.isPresent();
    }
    Files.copy(busybox.get(), applets.resolve("sh"));
    for (String name : TOOLS_BUT_SHA256SUM) {
      Files.createLink(applets.resolve(name), applets.resolve("sh"));
    }
    Files.createLink(applets.resolve("sha256sum"), applets.resolve("sh"));
    return true;
  }

  private String copied(List<String> tools) throws IOException {
    Path directory = Files.createDirectories(scratch.resolve("tools"));
    for (String name : tools) {
      Files.copy(tool(name).orElseThrow(), directory.resolve(name));
    }
    return directory.toString();
  }

  private static Optional<Path> tool(String name) {
    return Stream.of("/bin", "/usr/bin")
        .map(directory -> Path.of(directory, name))
        .filter(Files::exists)
        .findFirst();
  }

  private Path script() throws IOException {
    return root.resolve(("." + Scene.STATE) + "/transactions/" + id() + "/restore.sh");
  }

  private String id() throws IOException {
    return Scene.transactions(host).history().get(0).id();
  }

  private String look(String path) throws IOException {
    return String.valueOf(ExportedTree.look(root).get(path));
  }

  private Map<String, String> exported(String name) throws IOException {
    Path to = scratch.resolve(name);
    ExportedTree.write(host, HostPath.ROOT, to);
    return ExportedTree.look(to);
  }

  /** Only root can give files away, and these tests run as anybody. */
  private void ownByWhoeverRunsThis() throws IOException {
    int owner = (Integer) Files.getAttribute(scratch, "unix:uid");
    int group = (Integer) Files.getAttribute(scratch, "unix:gid");
    for (String path : List.of(Scene.DEFAULTS, Scene.STALE, Scene.GRUB_CFG)) {
      FileAttributes old = host.attributes(HostPath.of(path)).orElseThrow();
      host.setAttributes(
          HostPath.of(path),
          new FileAttributes(
              old.kind(),
              old.mode(),
              owner,
              group,
              old.sizeBytes(),
              old.modified(),
              old.hardLinks(),
              new TreeMap<>()));
    }
  }
}
