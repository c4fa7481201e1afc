package remediator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.lab.DebianContainer.REMEDIATOR;
import static remediator.lab.DebianContainer.said;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.Container.ExecResult;

/** The product started by mistake inside a container, on its own root, by root and by a user. */
@Tag("lab")
class ContainerRootLabTest {
  private static final String ROOT = "0:0";
  private static final String ORDINARY_USER = "1000:1000";
  private static final String REASON = "this root is a container";

  private static DebianContainer debian;

  @BeforeAll
  static void startDebian() throws IOException, InterruptedException {
    debian = DebianContainer.start();
    debian.shell(
        """
        echo 'GRUB_CMDLINE_LINUX=""' >/etc/default/grub
        echo kernel >/boot/vmlinuz-6.1.0-28-amd64
        """);
  }

  @AfterAll
  static void stopDebian() {
    if (debian != null) {
      debian.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"facts,0", "status,4", "plan --add cgroup.memory=nokmem,4"})
  void saysThatItIsAContainer(String command, int exitCode)
      throws IOException, InterruptedException {
    for (String user : new String[] {ROOT, ORDINARY_USER}) {
      ExecResult result = debian.run(user, "sh", "-c", REMEDIATOR + " " + command);
      assertEquals(exitCode, result.getExitCode(), () -> user + "\n" + said(result));
      assertTrue(result.getStdout().contains(REASON), () -> user + "\n" + said(result));
    }
  }

  @ParameterizedTest
  @CsvSource({ROOT, ORDINARY_USER})
  void editsNoContainersOwnRoot(String user) throws IOException, InterruptedException {
    String before = debian.shell("find /etc /boot /var -type f -exec sha256sum {} + | sort");
    ExecResult result =
        debian.run(user, REMEDIATOR, "apply", "--yes", "--add", "cgroup.memory=nokmem");
    assertEquals(4, result.getExitCode(), () -> said(result));
    assertTrue(result.getStdout().contains(REASON), () -> said(result));
    assertEquals(before, debian.shell("find /etc /boot /var -type f -exec sha256sum {} + | sort"));
  }
}
