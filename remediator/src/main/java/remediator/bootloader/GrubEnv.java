package remediator.bootloader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import remediator.file.HostPath;

/**
 * GRUB's environment block, read only.
 *
 * <p>A header line, then {@code name=value} lines, padded with {@code #}; inside of a value a
 * backslash protects a newline or a backslash (grub-core/lib/envblk.c). grub-editenv makes blocks
 * of 1024 bytes; other sizes occur, GRUB reads and we read them all the same, and {@link
 * #isIntact()} is then false.
 *
 * @param variables names and values in the order of the file; a later one of the same name wins
 * @param isIntact whether header and size are those of a block that GRUB made
 */
public record GrubEnv(Map<String, String> variables, boolean isIntact) {
  /** The size of the block (GRUB_ENVBLK_DEFLENGTH in include/grub/lib/envblk.h). */
  public static final int BYTES = 1024;

  /** The first line (GRUB_ENVBLK_SIGNATURE in include/grub/lib/envblk.h). */
  public static final String SIGNATURE = "# GRUB Environment Block\n";

  /** Where RHEL, Fedora and SUSE keep the block; may be a link into the EFI system partition. */
  public static final HostPath GRUB2_PATH = HostPath.of("/boot/grub2/grubenv");

  /** Where Debian and Ubuntu keep the block. */
  public static final HostPath GRUB_PATH = HostPath.of("/boot/grub/grubenv");

  /** Copies the map, keeping its order. */
  public GrubEnv {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** Reads a block; text that is none gives no variables. */
  public static GrubEnv parse(String text) {
    boolean signed = text.startsWith(SIGNATURE);
    Map<String, String> variables = new LinkedHashMap<>();
    int at = signed ? SIGNATURE.length() : text.length();
    while (at < text.length()) {
      int end = lineEnd(text, at);
      int equals = text.indexOf('=', at);
      if (text.charAt(at) != '#' && equals > at && equals < end) {
        variables.put(text.substring(at, equals), unescaped(text.substring(equals + 1, end)));
      }
      at = end + 1;
    }
    return new GrubEnv(variables, signed && text.length() == BYTES);
  }

  /** The entry that is booted by default when grub.cfg asks for it; not there when empty. */
  public Optional<String> savedEntry() {
    return variable("saved_entry");
  }

  /** The entry that is booted once. */
  public Optional<String> nextEntry() {
    return variable("next_entry");
  }

  /** The command line that EL8's loader entries refer to as {@code $kernelopts}. */
  public Optional<String> kernelopts() {
    return variable("kernelopts");
  }

  /** A variable that is set and not empty; GRUB's scripts make no difference between these. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** The end of a line that begins at {@code from}: an escaped newline does not end it. */
  private static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private static String unescaped(String value) {
    StringBuilder result = new StringBuilder();
    for (int at = 0; at < value.length(); at++) {
      boolean escape = value.charAt(at) == '\\' && at + 1 < value.length();
      at += escape ? 1 : 0;
      result.append(value.charAt(at));
    }
    return result.toString();
  }
}
