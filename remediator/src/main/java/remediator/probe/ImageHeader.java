package remediator.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The start of a kernel image, as far as it names itself (Documentation/arch/x86/boot.rst, arm64
 * booting.rst).
 *
 * @param release the release in an x86 set-up header's version string
 * @param architecture as uname(2) names the machine
 */
record ImageHeader(Optional<String> release, Optional<String> architecture) {
  /** The version string lies in the set-up code, which is at most 64 sectors. */
  static final int BYTES = 32 * 1024 + 512;

  private static final int MAGIC_AT = 0x202;
  private static final int VERSION_POINTER_AT = 0x20e;
  private static final int FLAGS_AT = 0x236;
  private static final int SECTOR = 0x200;
  private static final int RELEASE_CHARS_MAX = 128;
  private static final int ARM64_MAGIC_AT = 56;

  static ImageHeader parse(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("HdrS", MAGIC_AT)) {
      boolean wide = start.length > FLAGS_AT && (start[FLAGS_AT] & 1) != 0;
      return new ImageHeader(release(text), wide ? Optional.of("x86_64") : Optional.empty());
    }
    boolean arm64 = text.startsWith("ARMd", ARM64_MAGIC_AT);
    return new ImageHeader(Optional.empty(), arm64 ? Optional.of("aarch64") : Optional.empty());
  }

  private static Optional<String> release(String text) {
    if (text.length() < VERSION_POINTER_AT + 2) {
      return Optional.empty();
    }
    int pointer = text.charAt(VERSION_POINTER_AT) | text.charAt(VERSION_POINTER_AT + 1) << 8;
    int from = SECTOR + pointer;
    if (pointer == 0 || from >= text.length()) {
      return Optional.empty();
    }
    int end = from;
    while (end < text.length() && end - from < RELEASE_CHARS_MAX && text.charAt(end) > ' ') {
      end++;
    }
    return Optional.of(text.substring(from, end)).filter(release -> !release.isEmpty());
  }
}
