package remediator.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The release a boot entry's kernel image names by its file name. */
public final class EntryRelease {
  /** kernel-install(8), installkernel(8): the image is called after the release. */
  private static final Pattern IMAGE =
      Pattern.compile("(?:^|/)(?:vmlinuz|vmlinux|bzImage|Image|linux|kernel)-([^/]{1,128})$");

  private EntryRelease() {}

  /** The release; empty when the name does not tell. */
  public static Optional<String> of(String kernelPath) {
    Matcher matcher = IMAGE.matcher(kernelPath);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
