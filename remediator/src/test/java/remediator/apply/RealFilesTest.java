package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.WritableFiles;
import remediator.linux.WritableRootedFiles;
import remediator.plan.Change;
import remediator.plan.Plan;

/** The protocol on the files of the machine that runs the test. */
final class RealFilesTest {
  @TempDir private Path root = Path.of("");

  @Test
  void applyThenRollbackIsTheIdentity() throws IOException {
    ExportedTree.write(Scene.host(), HostPath.ROOT, root);
    Map<String, String> before = ExportedTree.look(root);
    WritableFiles files = new WritableRootedFiles(root);
    StateDirectory state = new StateDirectory(files, StateDirectory.DEFAULT);
    Transactions transactions = Transactions.on(files, state, Scene.CLOCK, Scene.WHO);

    assertInstanceOf(Outcome.Applied.class, transactions.apply(plan(files)));
    assertNotEquals(before, ExportedTree.look(root));
    assertEquals(Scene.NEW_GRUB_CFG, Files.readString(root.resolve("boot/grub2/grub.cfg")));
    assertInstanceOf(Outcome.NothingToDo.class, transactions.recover());

    assertInstanceOf(Outcome.RolledBack.class, transactions.rollback(Optional.empty()));
    assertEquals(before, ExportedTree.look(root));
  }

  private static Plan plan(WritableFiles files) throws IOException {
    return Scene.plan(
        Change.edit(
            HostPath.of(Scene.DEFAULTS),
            state(files, Scene.DEFAULTS),
            Scene.OLD_DEFAULTS,
            Scene.NEW_DEFAULTS,
            "a test"),
        Change.create(HostPath.of(Scene.DROP_IN), 0644, "# ours\n", "a test"),
        Change.delete(HostPath.of(Scene.STALE), state(files, Scene.STALE), "stale", "a test"),
        Change.edit(
            HostPath.of(Scene.GRUB_CFG),
            state(files, Scene.GRUB_CFG),
            Scene.OLD_GRUB_CFG,
            Scene.NEW_GRUB_CFG,
            "a test"));
  }

  private static FileState.Regular state(WritableFiles files, String path) throws IOException {
    FileAttributes attributes = files.attributes(HostPath.of(path)).orElseThrow();
    byte[] content = files.read(HostPath.of(path), CurrentState.BYTES_MAX);
    return new FileState.Regular(ContentDigest.of(content), attributes);
  }
}
