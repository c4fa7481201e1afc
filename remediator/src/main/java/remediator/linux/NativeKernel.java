package remediator.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import remediator.host.RunningKernel;

/**
 * The running kernel by uname(2), its log and geteuid(2).
 *
 * <p>{@code struct utsname} is six arrays of 65 characters on every Linux (include/uapi/linux/
 * utsname.h, struct new_utsname): sysname, nodename, release, version, machine, domainname. Native
 * code is loaded by the first question, not by the constructor: many commands ask none. Where it
 * cannot be loaded the questions fail, {@link #effectiveUser} by an {@link UncheckedIOException}.
 */
public final class NativeKernel implements RunningKernel {
  private static final int FIELD_BYTES = 65;
  private static final int FIELDS = 6;
  private static final int NODE_NAME = 1;
  private static final int RELEASE = 2;
  private static final int VERSION = 3;
  private static final int MACHINE = 4;

  @Override
  public Names names() throws IOException {
    NativeCode.required();
    byte[] utsname = new byte[FIELDS * FIELD_BYTES];
    if (LibC.uname(utsname) < 0) {
      throw new IOException("uname: " + Errno.words(Errno.last()));
    }
    return new Names(
        field(utsname, RELEASE),
        field(utsname, VERSION),
        field(utsname, MACHINE),
        field(utsname, NODE_NAME));
  }

  @Override
  public String log() throws IOException {
    return KernelLog.firstOf(List.of(KernelLog::records, KernelLog::text));
  }

  @Override
  public int effectiveUser() {
    try {
      NativeCode.required();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LibC.geteuid();
  }

  private static String field(byte[] utsname, int index) {
    int start = index * FIELD_BYTES;
    int end = start;
    while (end < start + FIELD_BYTES && utsname[end] != 0) {
      end++;
    }
    return new String(utsname, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
