package remediator.lawless.policy;

import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file in a pure layer, from a nested class. */
public final class Judge {
  private Judge() {}

  /** A judgement that depends on the machine it is made on. */
  public static final class Inner {
    private Inner() {}

    public static boolean guilty() {
      return Files.exists(Path.of("/proc/cgroups"));
    }
  }
}
