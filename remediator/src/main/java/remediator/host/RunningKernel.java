package remediator.host;

import java.io.IOException;

/** The kernel this process runs on, asked by system calls. Exists only for the live machine. */
public interface RunningKernel {

  /** uname(2). */
  Names names() throws IOException;

  /**
   * The kernel's own log, as far as it still holds it: the records of /dev/kmsg (Linux 3.5 and
   * later), one per line, ISO 8859-1; where that cannot be opened, the text of syslog(2) action 3.
   * The length is bounded by the ring.
   */
  String log() throws IOException;

  /** geteuid(2); 0 may see everything. */
  int effectiveUser();

  /** Fields of struct utsname that say what runs. */
  record Names(String release, String version, String machine, String nodeName) {}
}
