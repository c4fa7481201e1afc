package remediator.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/**
 * The C library's functions that the platform's own API lacks, mapped directly.
 *
 * <p>Loaded with the first call, for which {@link NativeCode#required} finds the words. Byte arrays
 * that are paths or names end in NUL. A negative result means that {@link Native#getLastError}
 * holds errno; {@link Errno} words it.
 */
final class LibC {
  // include/uapi/asm-generic/fcntl.h, shared by x86, Arm, POWER, RISC-V and s390.
  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;

  /** arch/{arm,arm64,powerpc}/include/uapi/asm/fcntl.h differ from asm-generic in this one. */
  static final int O_NOFOLLOW =
      System.getProperty("os.arch", "").matches("(aarch64|arm|ppc).*") ? 0100000 : 0400000;

  // include/uapi/asm-generic/fcntl.h.
  static final int LOCK_EX = 2;
  static final int LOCK_NB = 4;

  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  /** listxattr(2). */
  static native NativeLong llistxattr(byte[] path, byte[] list, NativeLong size);

  /** getxattr(2). */
  static native NativeLong lgetxattr(byte[] path, byte[] name, byte[] value, NativeLong size);

  /** setxattr(2). */
  static native int lsetxattr(byte[] path, byte[] name, byte[] value, NativeLong size, int flags);

  /** removexattr(2). */
  static native int lremovexattr(byte[] path, byte[] name);

  /** statvfs(3) with 64-bit counts, whatever the word size. */
  static native int statvfs64(byte[] path, byte[] statvfs);

  /** open(2) without O_CREAT. */
  static native int open(byte[] path, int flags);

  /** read(2). */
  static native NativeLong read(int fd, byte[] buffer, NativeLong count);

  /** close(2). */
  static native int close(int fd);

  /** flock(2). */
  static native int flock(int fd, int operation);

  /** uname(2). */
  static native int uname(byte[] utsname);

  /** klogctl(3). */
  static native int klogctl(int type, byte[] buffer, int length);

  /** geteuid(2). */
  static native int geteuid();
}
