package remediator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A Debian 12 with GRUB's tools, a Java, and the product as the build laid it out; without network.
 *
 * <p>Closing it removes the container and the image, as no ryuk is there to do it.
 */
final class DebianContainer implements AutoCloseable {
  /** The launcher, in the container. */
  static final String REMEDIATOR = "/opt/remediator/bin/remediator";

  private static final String IMAGE = "remediator-lab/debian:12";
  private static final String IMAGE_VARIABLE = "REMEDIATOR_LAB_IMAGE";

  private final GenericContainer<?> container;

  private DebianContainer(GenericContainer<?> container) {
    this.container = container;
  }

  /** Starts one; where that is impossible the test is skipped with the reason, in CI it fails. */
  static DebianContainer start() throws IOException {
    missing().ifPresent(LabInput::isMissing);
    try (InputStream tar = Files.newInputStream(Path.of(System.getenv(IMAGE_VARIABLE)))) {
      docker().loadImageCmd(tar).exec();
    }
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withImagePullPolicy(name -> false)
            .withNetworkMode("none")
            .withCommand("sleep", "infinity")
            .withCopyFileToContainer(
                MountableFile.forHostPath(Path.of(System.getProperty("remediator.dist"))),
                "/opt/remediator");
    container.start();
    DebianContainer debian = new DebianContainer(container);
    debian.requireThatItsProgramsRunInside();
    return debian;
  }

  /**
   * The tests remove and write boot files in the container. A daemon in a chroot starts a
   * container's programs in the machine's own root, where the product is not; nothing may be
   * written then.
   */
  private void requireThatItsProgramsRunInside() throws IOException {
    try {
      int found = container.execInContainer("test", "-x", REMEDIATOR).getExitCode();
      if (found != 0) {
        container.stop();
        throw new IllegalStateException(
            REMEDIATOR + " is not seen inside the container: its programs run somewhere else");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the container was looked at", e);
    }
  }

  private static Optional<String> missing() {
    String image = System.getenv(IMAGE_VARIABLE);
    if (image == null || !Files.isRegularFile(Path.of(image))) {
      return Optional.of(
          IMAGE_VARIABLE + " names no image; vagrant/lab/debian-image.sh makes one and prints it");
    }
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no Docker daemon answers; vagrant/lab/with-docker.sh starts one");
  }

  private static DockerClient docker() {
    return DockerClientFactory.lazyClient();
  }

  /** Runs a program as root, or as the given user and group. */
  ExecResult run(String user, String... command) throws IOException, InterruptedException {
    return container.execInContainer(ExecConfig.builder().user(user).command(command).build());
  }

  /** Runs a script as root, stops at the first command that fails, expects none to, and answers. */
  String shell(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
    command.addAll(List.of(arguments));
    ExecResult result = run("0:0", command.toArray(String[]::new));
    assertEquals(0, result.getExitCode(), () -> script + said(result));
    return result.getStdout();
  }

  /** All that a command printed, for the message of a test that fails. */
  static String said(ExecResult result) {
    return result.getStdout() + result.getStderr();
  }

  /** Makes or replaces a file. */
  void write(String path, int mode, String text) {
    container.copyFileToContainer(
        Transferable.of(text.getBytes(StandardCharsets.UTF_8), mode), path);
  }

  @Override
  public void close() {
    container.stop();
    docker().removeImageCmd(IMAGE).exec();
  }
}
