package remediator.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalInt;

/** What the real machine tells a process of itself: time, its number, who started it. */
public final class ThisProcess {
  private static final Path SELF = Path.of("/proc/self/");

  private ThisProcess() {}

  /** The system's clock, in UTC. */
  public static Clock clock() {
    return Clock.systemUTC();
  }

  public static long pid() {
    return ProcessHandle.current().pid();
  }

  /**
   * The effective user's number, without native code: proc(5) gives a process's directory to it.
   * Empty where /proc is not there.
   */
  public static OptionalInt userNumber() {
    try {
      return OptionalInt.of((Integer) Files.getAttribute(SELF, "unix:uid"));
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** The login name; behind sudo(8) that of the person, not root's. */
  public static String user() {
    String behindSudo = System.getenv("SUDO_USER");
    return behindSudo == null || behindSudo.isEmpty()
        ? System.getProperty("user.name", "unknown")
        : behindSudo;
  }
}
