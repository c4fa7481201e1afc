package remediator.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which build of a release a version line names: who built it where, and the number and time of the
 * build.
 *
 * <p>The same build says it in several forms: {@code Linux version R (who@host) (compiler) #1 SMP
 * TIME} of /proc/version and of the kernel's banner (init/version-timestamp.c), the same without
 * number, and where the time is not given to the build without it, of a banner that since 6.1
 * stands beside it in the image (init/version.c); and {@code R (who@host) #1 SMP TIME} of an x86
 * set-up header (arch/x86/boot/version.c). The compiler is left out.
 *
 * @param number empty where it is left out
 * @param rest what follows it
 */
record KernelBuild(String builder, String number, String rest) {
  /** __NEW_UTS_LEN: what follows {@code #} is cut there by some kernels and not by others. */
  private static final int VERSION_CHARS = 60;

  private static final int LINE_CHARS_MAX = 1024;
  private static final Pattern BUILDER = Pattern.compile("\\(([^()\\s]{1,256}@[^()\\s]{1,256})\\)");
  private static final Pattern VERSION = Pattern.compile(" #(\\d{0,9}) ([^\\n]*)");

  /** Empty for a line that has none of the forms. */
  static Optional<KernelBuild> parse(String line) {
    String text = line.substring(0, Math.min(line.length(), LINE_CHARS_MAX));
    Matcher builder = BUILDER.matcher(text);
    Matcher version = VERSION.matcher(text);
    if (!builder.find() || !version.find(builder.end())) {
      return Optional.empty();
    }
    String rest = version.group(2).strip();
    return Optional.of(
        new KernelBuild(
            builder.group(1),
            version.group(1),
            rest.substring(0, Math.min(rest.length(), VERSION_CHARS))));
  }

  /**
   * Whether the two cannot be the same build; of a line without a number only what it has counts.
   */
  boolean differsFrom(KernelBuild other) {
    if (!builder.equals(other.builder)) {
      return true;
    }
    if (number.isEmpty() || other.number.isEmpty()) {
      return !rest.startsWith(other.rest) && !other.rest.startsWith(rest);
    }
    return !number.equals(other.number) || !rest.equals(other.rest);
  }
}
