package remediator.linux;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import remediator.file.HostPath;

/**
 * File names under one root, byte for byte, whatever locale the JVM was started in.
 *
 * <p>Shape: a name of the host is text of the host, so it is ISO 8859-1, one character per byte; a
 * name that is not UTF-8 is a name like any other. The JVM decodes names by {@code
 * sun.jnu.encoding}, which is ASCII in the POSIX locale (JDK 17 and 25 alike): {@code Path.of} then
 * refuses what is not ASCII, and {@code toString} loses it. The {@code file:} URI of a path holds
 * its bytes, percent-encoded, in both directions; names beyond ASCII take that way. Errors: a
 * character above U+00FF is no byte and refused.
 */
final class FileNames {
  private static final int ASCII_END = 0x80;
  private static final int BYTE_END = 0x100;

  /** A last component that is never looked at: keeps {@code toUri} from judging the one before. */
  private static final String END = "/-";

  private final Path root;
  private final String rootUri;
  private final byte[] rootBytes;

  FileNames(Path root) {
    this.root = root;
    String encoded = encodedPath(root);
    this.rootUri = "file://" + (encoded.equals("/") ? "" : encoded);
    this.rootBytes = encoded.equals("/") ? new byte[0] : decoded(encoded);
  }

  /** Where the real file system keeps {@code path}; links in it are not looked at. */
  Path real(HostPath path) throws FileSystemException {
    String value = path.value();
    if (value.chars().allMatch(c -> c < ASCII_END)) {
      return root.resolve(value.substring(1));
    }
    return Path.of(URI.create(rootUri + percentEncoded(checked(value))));
  }

  /** The same as C sees it: bytes that end in NUL. */
  byte[] nulTerminated(HostPath path) throws FileSystemException {
    byte[] inside = checked(path.value()).getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(rootBytes, rootBytes.length + inside.length + 1);
    System.arraycopy(inside, 0, whole, rootBytes.length, inside.length);
    return whole;
  }

  /** The bytes of a name or of a link's target, one per character. */
  static String text(Path nameOrTarget) {
    String decoded = nameOrTarget.toString();
    if (decoded.chars().allMatch(c -> c < ASCII_END)) {
      return decoded;
    }
    String encoded = encodedPath(Path.of("/").resolve(nameOrTarget));
    String exact = new String(decoded(encoded), StandardCharsets.ISO_8859_1);
    return nameOrTarget.isAbsolute() ? exact : exact.substring(1);
  }

  private static String checked(String value) throws FileSystemException {
    if (value.chars().anyMatch(c -> c >= BYTE_END)) {
      String reason = "not a file name: its characters stand for bytes (ISO 8859-1)";
      throw new FileSystemException(value, null, reason);
    }
    return value;
  }

  private static String encodedPath(Path absolute) {
    String raw = absolute.resolve(END.substring(1)).toUri().getRawPath();
    String encoded = raw.substring(0, raw.lastIndexOf(END));
    return encoded.isEmpty() ? "/" : encoded;
  }

  private static String percentEncoded(String latin1) {
    StringBuilder uri = new StringBuilder();
    for (int i = 0; i < latin1.length(); i++) {
      char c = latin1.charAt(i);
      boolean plain = c == '/' || (c < ASCII_END && Character.isLetterOrDigit(c));
      uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return uri.toString();
  }

  private static byte[] decoded(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
