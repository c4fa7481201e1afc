package remediator.kernel;

import java.util.List;
import java.util.Optional;

/**
 * How long a kernel command line may be; what is longer is cut at the end without notice.
 *
 * <p>From {@code COMMAND_LINE_SIZE} of each architecture, in 3.10 (el7) and 6.18:
 * arch/x86/include/asm/setup.h, arch/arm64/include/uapi/asm/setup.h,
 * arch/powerpc/include/uapi/asm/setup.h, arch/s390/Kconfig (default 4096),
 * arch/arm/include/uapi/asm/setup.h, arch/mips/include/uapi/asm/setup.h,
 * arch/riscv/include/uapi/asm/setup.h, arch/loongarch/include/asm/setup.h; others:
 * include/uapi/asm-generic/setup.h.
 *
 * @param architecture the machine as uname(2) names it
 * @param bytes the size of the kernel's buffer, its final NUL included
 */
public record CommandLineLimit(String architecture, int bytes) {
  private static final int GENERIC_BYTES = 512;

  private static final List<CommandLineLimit> TABLE =
      List.of(
          new CommandLineLimit("x86_64", 2048),
          new CommandLineLimit("i386", 2048),
          new CommandLineLimit("i486", 2048),
          new CommandLineLimit("i586", 2048),
          new CommandLineLimit("i686", 2048),
          new CommandLineLimit("aarch64", 2048),
          new CommandLineLimit("ppc", 2048),
          new CommandLineLimit("ppc64", 2048),
          new CommandLineLimit("ppc64le", 2048),
          new CommandLineLimit("s390", 4096),
          new CommandLineLimit("s390x", 4096),
          new CommandLineLimit("armv6l", 1024),
          new CommandLineLimit("armv7l", 1024),
          new CommandLineLimit("armv8l", 1024),
          new CommandLineLimit("mips", 4096),
          new CommandLineLimit("mips64", 4096),
          new CommandLineLimit("riscv32", 1024),
          new CommandLineLimit("riscv64", 1024),
          new CommandLineLimit("loongarch64", 4096));

  /** Checks that the limit is one. */
  public CommandLineLimit {
    if (bytes < 1) {
      throw new IllegalArgumentException("not a limit: " + bytes);
    }
  }

  /**
   * The limit of an architecture; of one that we do not know, the smallest that any kernel has, so
   * that a line is never taken for short enough by mistake.
   */
  public static CommandLineLimit of(String architecture) {
    Optional<CommandLineLimit> known =
        TABLE.stream().filter(limit -> limit.architecture().equals(architecture)).findFirst();
    return known.orElseGet(() -> new CommandLineLimit(architecture, GENERIC_BYTES));
  }

  /** Whether the kernel gets all of the line. */
  public boolean holds(CommandLine line) {
    return line.bytesWithNul() <= bytes;
  }

  /** By how many bytes the line is too long; 0 if it is not. */
  public int bytesTooLong(CommandLine line) {
    return Math.max(0, line.bytesWithNul() - bytes);
  }
}
