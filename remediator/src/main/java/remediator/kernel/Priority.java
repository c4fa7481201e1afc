package remediator.kernel;

/** The number in front of a record: facility times 8 plus level (syslog(3)). */
final class Priority {
  private static final int LEVELS = 8;

  private Priority() {}

  static int level(int priority) {
    return priority % LEVELS;
  }

  /**
   * Facility 0 is the kernel's own; it turns it into 1 when a program writes it to /dev/kmsg
   * (devkmsg_write, kernel/printk/printk.c).
   */
  static boolean isKernel(int priority) {
    return priority / LEVELS == 0;
  }
}
