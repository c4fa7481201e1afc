package remediator.kernelimage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The line a kernel logs first, {@code Linux version 6.1.0 (builder) (compiler) #1 SMP date}
 * (linux_banner, init/version.c).
 *
 * @param release as uname(2) gives it
 * @param line the whole line, without its end
 */
record VersionBanner(String release, String line) {
  private static final String START = "Linux version ";

  /** {@code __NEW_UTS_LEN}, include/uapi/linux/utsname.h. */
  private static final int RELEASE_MAX = 64;

  private static final int LINE_MAX = 1024;

  /** A kernel holds one, and one with {@code %s} for /proc/version. */
  private static final int BANNERS_MAX = 64;

  /**
   * Finds the banner; none is no error, since its text may be put together elsewhere. What stands
   * in front of the image, an x86 set-up header, must name the same release.
   */
  static Optional<VersionBanner> find(PlainImage image, ImageLimits limits)
      throws UnreadableImageException {
    String header = image.headerVersion().map(VersionBanner::firstWord).orElse("");
    Optional<VersionBanner> found = search(image.bytes(), limits, header);
    if (found.isPresent() && !header.isEmpty() && !found.get().release().equals(header)) {
      throw new UnreadableImageException(
          "its header says " + header + ", the kernel in it says " + found.get().release());
    }
    return found;
  }

  static String firstWord(String line) {
    int blank = line.indexOf(' ');
    return blank < 0 ? line : line.substring(0, blank);
  }

  /** The one that says what is expected; where nothing is, the only one. */
  private static Optional<VersionBanner> search(Bytes bytes, ImageLimits limits, String expected)
      throws UnreadableImageException {
    ByteSearch search = new ByteSearch(bytes, limits.timeIsUp(), START);
    Optional<VersionBanner> first = Optional.empty();
    int at = search.next(bytes.arrayOffset());
    for (int banners = 0; at >= 0 && banners < BANNERS_MAX; banners++) {
      Optional<VersionBanner> here = parse(bytes, at - bytes.arrayOffset());
      if (here.isPresent() && here.get().release().equals(expected)) {
        return here;
      }
      if (expected.isEmpty() && first.isPresent() && here.isPresent()) {
        first.get().mustAgree(here.get());
      }
      first = first.isPresent() ? first : here;
      at = search.next(at + START.length());
    }
    return first;
  }

  private void mustAgree(VersionBanner other) throws UnreadableImageException {
    if (!release.equals(other.release)) {
      throw new UnreadableImageException(
          "it names two releases, " + release + " and " + other.release);
    }
  }

  private static Optional<VersionBanner> parse(Bytes bytes, int at) {
    int end = at;
    while (end - at < LINE_MAX && bytes.has(end, 1) && isText(bytes.u8(end))) {
      end++;
    }
    String line =
        new String(bytes.array(), bytes.arrayOffset() + at, end - at, StandardCharsets.ISO_8859_1);
    String release = firstWord(line.substring(START.length()));
    boolean real =
        !release.isEmpty()
            && release.length() <= RELEASE_MAX
            && release.indexOf('%') < 0
            && line.startsWith(" (", START.length() + release.length());
    return real ? Optional.of(new VersionBanner(release, line)) : Optional.empty();
  }

  private static boolean isText(int octet) {
    return octet >= ' ' && octet != 0x7f;
  }
}
