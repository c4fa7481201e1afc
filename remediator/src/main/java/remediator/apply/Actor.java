package remediator.apply;

/** Who changes the host: login name as the caller knows it, and the process that writes. */
public record Actor(String user, long pid) {

  /** What the lock file says of its holder. */
  String lockText() {
    return user + ", process " + pid;
  }
}
