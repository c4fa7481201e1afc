package remediator.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.file.HostPath;
import remediator.host.Host;
import remediator.host.WritableFiles;

class LinuxHostTest {

  @Test
  void theMachineHasAKernelAndTools() throws IOException {
    Host live = LinuxHost.live();
    assertTrue(live.isLive());
    assertTrue(live.tools().isPresent());
    assertTrue(live.savedJournal().isEmpty());
    assertTrue(live.files().attributes(HostPath.of("/proc/version")).isPresent());
  }

  @Test
  void anyOtherDirectoryIsATreeOfFiles(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("f"), "x");
    Host tree = LinuxHost.at(root);
    assertFalse(tree.isLive());
    assertTrue(tree.tools().isEmpty());
    assertEquals(1, tree.files().read(HostPath.of("/f"), 1).length);
  }

  @Test
  void theRootUnderAnotherNameIsStillTheMachine(@TempDir Path directory) throws IOException {
    Path slash = Files.createSymbolicLink(directory.resolve("slash"), Path.of("/"));
    assertTrue(LinuxHost.at(slash).isLive());
    assertTrue(LinuxHost.at(Path.of("/tmp/..")).isLive());
  }

  @Test
  void theReadingSideCannotBeMadeToWrite(@TempDir Path root) throws IOException {
    assertFalse(LinuxHost.at(root).files() instanceof WritableFiles);
    assertInstanceOf(WritableFiles.class, LinuxHost.writable(root));
  }
}
