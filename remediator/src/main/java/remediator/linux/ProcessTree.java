package remediator.linux;

import java.time.Duration;
import java.util.List;
import org.apache.commons.exec.ProcessDestroyer;
import org.apache.commons.exec.TimeoutObserver;
import org.apache.commons.exec.Watchdog;

/**
 * A process under a watchdog that kills it with everything below it.
 *
 * <p>In place of {@code ExecuteWatchdog}, which sends SIGTERM to the process alone: its children
 * would become orphans that nobody finds any more, and run on.
 */
final class ProcessTree implements ProcessDestroyer, TimeoutObserver {
  private final Watchdog watchdog;
  private volatile List<Process> watched = List.of();
  private volatile boolean timedOut = false;

  ProcessTree(Duration timeout) {
    watchdog = Watchdog.builder().setTimeout(timeout).get();
    watchdog.addTimeoutObserver(this);
  }

  boolean timedOut() {
    return timedOut;
  }

  /** Called by the executor once the process runs. */
  @Override
  public boolean add(Process process) {
    watched = List.of(process);
    watchdog.start();
    return true;
  }

  /** Called by the executor once the process has ended. */
  @Override
  public boolean remove(Process process) {
    watchdog.stop();
    watched = List.of();
    return true;
  }

  @Override
  public int size() {
    return watched.size();
  }

  @Override
  public void timeoutOccured(Watchdog source) {
    for (Process process : watched) {
      timedOut = process.isAlive();
      kill(process.toHandle());
    }
  }

  /** Children are looked up before their parent dies: afterwards they are init's. */
  private static void kill(ProcessHandle process) {
    List<ProcessHandle> children = process.children().toList();
    process.destroyForcibly();
    children.forEach(ProcessTree::kill);
  }
}
