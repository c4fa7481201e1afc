package remediator.linux;

import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.file.HostPath;

/**
 * Extended attributes of every namespace: labels, capabilities, access lists; xattr(7).
 *
 * <p>Shape: names and values are bytes, one per character. What the caller may not see is left out
 * ({@code trusted.*} without CAP_SYS_ADMIN is not even listed), and so is everything on a file
 * system that keeps none. Writing skips what already agrees, so that a file system or a security
 * module that allows no change is no obstacle where none is needed.
 */
final class ExtendedAttributes {
  /** Whether they are read at all. */
  enum Access {
    NONE,
    NATIVE
  }

  /** XATTR_LIST_MAX and XATTR_SIZE_MAX of include/uapi/linux/limits.h: 64 KiB each. */
  private static final int BYTES_MAX = 65536;

  private static final int BYTES_USUAL = 1024;
  private static final Set<Integer> NOT_VISIBLE =
      Set.of(Errno.ENODATA, Errno.ENOTSUP, Errno.EPERM, Errno.EACCES);

  private final FileNames names;
  private final Access access;

  ExtendedAttributes(FileNames names, Access access) {
    this.names = names;
    this.access = access;
  }

  /** All that are visible of a path whose directories hold no link; a link's are its own. */
  SortedMap<String, String> of(HostPath walked) throws IOException {
    if (access == Access.NONE) {
      return Collections.emptySortedMap();
    }
    NativeCode.required();
    byte[] path = names.nulTerminated(walked);
    SortedMap<String, String> found = new TreeMap<>();
    for (String name : listed(walked, path)) {
      Call value = (buffer, size) -> LibC.lgetxattr(path, cString(name), buffer, size);
      Bytes read = Bytes.from(value);
      if (read.errno == 0) {
        found.put(name, read.text());
      } else if (!NOT_VISIBLE.contains(read.errno)) {
        throw Errno.failure(walked, "getxattr " + name, read.errno);
      }
    }
    return found;
  }

  /** Makes the attributes of a file exactly these. */
  void make(HostPath walked, SortedMap<String, String> wanted) throws IOException {
    SortedMap<String, String> present = of(walked);
    byte[] path = names.nulTerminated(walked);
    for (String name : present.keySet()) {
      if (!wanted.containsKey(name) && LibC.lremovexattr(path, cString(name)) < 0) {
        throw Errno.failure(walked, "removexattr " + name, Errno.last());
      }
    }
    for (var attribute : wanted.entrySet()) {
      String name = attribute.getKey();
      if (!attribute.getValue().equals(present.get(name))) {
        set(walked, path, name, attribute.getValue());
      }
    }
  }

  private Set<String> listed(HostPath walked, byte[] path) throws IOException {
    Bytes list = Bytes.from((buffer, size) -> LibC.llistxattr(path, buffer, size));
    if (list.errno != 0 && !NOT_VISIBLE.contains(list.errno)) {
      throw Errno.failure(walked, "listxattr", list.errno);
    }
    Set<String> listed = new TreeSet<>(Arrays.asList(list.text().split("\0", -1)));
    listed.remove("");
    return listed;
  }

  private static void set(HostPath walked, byte[] path, String name, String text)
      throws IOException {
    byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
    if (LibC.lsetxattr(path, cString(name), value, new NativeLong(value.length), 0) < 0) {
      throw Errno.failure(walked, "setxattr " + name, Errno.last());
    }
  }

  private static byte[] cString(String latin1) {
    return (latin1 + '\0').getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A call that fills a buffer and says how much of it. */
  private interface Call {
    NativeLong fill(byte[] buffer, NativeLong size);
  }

  /** What such a call gave: a text, or an errno other than 0. */
  private record Bytes(String text, int errno) {

    static Bytes from(Call call) {
      Bytes usual = filled(call, BYTES_USUAL);
      return usual.errno == Errno.ERANGE ? filled(call, BYTES_MAX) : usual;
    }

    private static Bytes filled(Call call, int size) {
      byte[] buffer = new byte[size];
      int length = call.fill(buffer, new NativeLong(size)).intValue();
      return length < 0
          ? new Bytes("", Errno.last())
          : new Bytes(new String(buffer, 0, length, StandardCharsets.ISO_8859_1), 0);
    }
  }
}
