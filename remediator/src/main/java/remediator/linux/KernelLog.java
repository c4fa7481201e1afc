package remediator.linux;

import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import remediator.file.HostPath;

/**
 * The two ways to the kernel's ring of messages.
 *
 * <p>/dev/kmsg (Documentation/ABI/testing/dev-kmsg, Linux 3.5): every read gives one record with
 * its sequence number, so a gap at the start shows; reading consumes nothing. syslog(2) action 3
 * gives the text of the ring; it consumes nothing either. Both need root where {@code
 * kernel.dmesg_restrict} is 1.
 */
final class KernelLog {
  private static final HostPath KMSG = HostPath.of("/dev/kmsg");

  /** Twice CONSOLE_EXT_LOG_MAX (8192, include/linux/printk.h): no record is longer. */
  private static final int RECORD_BYTES_MAX = 16384;

  /**
   * Distributions build rings of 2^17 to 2^20 bytes (LOG_BUF_SHIFT, init/Kconfig), and {@code
   * log_buf_len=} may ask for more. This much fits a heap of 64 MiB; what comes later is left out,
   * so that the start of the boot is kept.
   */
  private static final int LOG_BYTES_MAX = 8 << 20;

  /** How often the ring may overtake the reader before it gives up. */
  private static final int OVERRUNS_MAX = 1000;

  private static final int SYSLOG_ACTION_READ_ALL = 3;
  private static final int SYSLOG_ACTION_SIZE_BUFFER = 10;

  private KernelLog() {}

  /** One way to the log. */
  interface Way {
    String read() throws IOException;
  }

  /** What the first way gives that gives anything; when none does, why, of each. */
  static String firstOf(List<Way> ways) throws IOException {
    StringJoiner reasons = new StringJoiner("; ", "the kernel's log cannot be read: ", "");
    reasons.setEmptyValue("the kernel's log is empty");
    for (Way way : ways) {
      try {
        String log = way.read();
        if (!log.isEmpty()) {
          return log;
        }
      } catch (IOException e) {
        reasons.add(e.getMessage());
      }
    }
    throw new IOException(reasons.toString());
  }

  /** The records of /dev/kmsg, from the oldest that the ring holds. */
  static String records() throws IOException {
    NativeCode.required();
    byte[] path = (KMSG.value() + '\0').getBytes(StandardCharsets.US_ASCII);
    int descriptor = LibC.open(path, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
    if (descriptor < 0) {
      throw Errno.failure(KMSG, "open", Errno.last());
    }
    try {
      return drained(descriptor);
    } finally {
      LibC.close(descriptor);
    }
  }

  /** The ring's text by syslog(2). */
  static String text() throws IOException {
    NativeCode.required();
    int size = LibC.klogctl(SYSLOG_ACTION_SIZE_BUFFER, new byte[0], 0);
    byte[] buffer = new byte[Math.min(Math.max(size, 0), LOG_BYTES_MAX)];
    int length = size < 0 ? size : LibC.klogctl(SYSLOG_ACTION_READ_ALL, buffer, buffer.length);
    if (length < 0) {
      throw new IOException("syslog(2): " + Errno.words(Errno.last()));
    }
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static String drained(int descriptor) throws IOException {
    StringBuilder log = new StringBuilder();
    byte[] buffer = new byte[RECORD_BYTES_MAX];
    int overruns = 0;
    while (log.length() < LOG_BYTES_MAX) {
      int length = LibC.read(descriptor, buffer, new NativeLong(buffer.length)).intValue();
      int errno = length < 0 ? Errno.last() : 0;
      if (length == 0 || errno == Errno.EAGAIN) {
        return log.toString();
      }
      if (length > 0) {
        log.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      } else {
        overruns = oneMore(overruns, errno);
      }
    }
    return log.toString();
  }

  /** EPIPE: records were overwritten since the last read; the next read gives the oldest left. */
  private static int oneMore(int overruns, int errno) throws IOException {
    boolean readOn = errno == Errno.EPIPE || errno == Errno.EINTR;
    if (!readOn) {
      throw Errno.failure(KMSG, "read", errno);
    }
    if (overruns == OVERRUNS_MAX) {
      throw Failures.refused(KMSG, "messages come faster than they can be read");
    }
    return overruns + 1;
  }
}
