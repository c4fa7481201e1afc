package remediator.linux;

import java.time.Clock;

/** What the real machine tells a process of itself: time, its number, who started it. */
public final class ThisProcess {
  private ThisProcess() {}

  /** The system's clock, in UTC. */
  public static Clock clock() {
    return Clock.systemUTC();
  }

  public static long pid() {
    return ProcessHandle.current().pid();
  }

  /** The login name; behind sudo(8) that of the person, not root's. */
  public static String user() {
    String behindSudo = System.getenv("SUDO_USER");
    return behindSudo == null || behindSudo.isEmpty()
        ? System.getProperty("user.name", "unknown")
        : behindSudo;
  }
}
