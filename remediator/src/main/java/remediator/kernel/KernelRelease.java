package remediator.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel release as {@code uname -r} and file names say it, such as {@code
 * 3.10.0-514.26.2.el7.x86_64}.
 *
 * <p>Parsing is total: whatever is not understood stays in {@link #text}. Two releases compare like
 * package versions, segment by segment, numbers as numbers (rpmvercmp of rpm), except that {@code
 * rc} comes before nothing. Order between releases of different {@linkplain #branch() branches}
 * says nothing about what was backported.
 *
 * @param text the release as given, cut to {@link #CHARS_MAX}
 * @param version the numbers of the upstream version: {@code [3, 10, 0]}; empty when there is none
 * @param build the numbers of the distribution's build: {@code [514, 26, 2]}; often empty
 * @param flavour the distribution's mark or the build's name: {@code el7}, {@code default}, {@code
 *     cloud-amd64}; empty when there is none
 * @param architecture the machine suffix where it ends the release: {@code x86_64}
 */
public record KernelRelease(
    String text,
    List<Integer> version,
    List<Integer> build,
    String flavour,
    Optional<String> architecture)
    implements Comparable<KernelRelease> {

  /** __NEW_UTS_LEN of include/uapi/linux/utsname.h is 64; file names may add to it. */
  public static final int CHARS_MAX = 128;

  /** Not from zero: the 0 of a rescue image's name, {@code 0-rescue-ID}, is no version of Linux. */
  private static final Pattern VERSION = Pattern.compile("^([1-9]\\d{0,4}(?:\\.\\d{1,9}){0,3})");

  private static final Pattern BUILD =
      Pattern.compile("^-(\\d{1,9}(?:\\.\\d{1,9}){0,5})(?=[.\\-+_]|$)");
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "x86_64",
          "i386",
          "i486",
          "i586",
          "i686",
          "aarch64",
          "armv7l",
          "armv7hl",
          "armv6l",
          "ppc",
          "ppc64",
          "ppc64le",
          "s390",
          "s390x",
          "riscv64",
          "loongarch64",
          "ia64",
          "mips64el");

  public KernelRelease {
    version = List.copyOf(version);
    build = List.copyOf(build);
  }

  /** Reads a release; never fails. Surrounding white space is not part of it. */
  public static KernelRelease parse(String given) {
    String stripped = given.strip();
    String text = stripped.substring(0, Math.min(stripped.length(), CHARS_MAX));
    Optional<String> architecture = architectureOf(text);
    String rest =
        text.substring(0, text.length() - architecture.map(a -> a.length() + 1).orElse(0));
    Matcher version = VERSION.matcher(rest);
    if (!version.find()) {
      return new KernelRelease(text, List.of(), List.of(), rest, architecture);
    }
    rest = rest.substring(version.end());
    Matcher build = BUILD.matcher(rest);
    boolean built = build.find();
    String flavour = built ? rest.substring(build.end()) : rest;
    return new KernelRelease(
        text,
        numbers(version.group(1)),
        built ? numbers(build.group(1)) : List.of(),
        withoutLeadingSeparator(flavour),
        architecture);
  }

  /** Who built it, as far as the release's form tells. */
  public KernelFamily family() {
    return KernelFamily.of(this);
  }

  /**
   * The line of kernels in which backports accumulate, such as {@code 3.10.0-el7}, {@code
   * 5.14-suse} or {@code 6.1}: only inside a branch does an older release having a feature mean
   * that a newer one has it.
   */
  public String branch() {
    KernelFamily family = family();
    if (family == KernelFamily.ENTERPRISE_LINUX) {
      return dotted(version) + "-" + family.markOf(this);
    }
    String base = dotted(version.subList(0, Math.min(2, version.size())));
    return family == KernelFamily.OTHER
        ? base
        : base + "-" + family.name().toLowerCase(Locale.ROOT);
  }

  /** Compares the upstream version with {@code numbers}, missing numbers read as 0. */
  public int compareVersion(List<Integer> numbers) {
    return compareNumbers(version, numbers);
  }

  /** Compares the distribution's build with {@code numbers}, missing numbers read as 0. */
  public int compareBuild(List<Integer> numbers) {
    return compareNumbers(build, numbers);
  }

  @Override
  public int compareTo(KernelRelease other) {
    return ReleaseOrder.compare(text, other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static Optional<String> architectureOf(String text) {
    int dot = text.lastIndexOf('.');
    return Optional.of(text.substring(dot + 1)).filter(a -> dot > 0 && ARCHITECTURES.contains(a));
  }

  private static List<Integer> numbers(String dotted) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : dotted.split("\\.", -1)) {
      numbers.add(Integer.parseInt(number));
    }
    return numbers;
  }

  private static String withoutLeadingSeparator(String flavour) {
    return !flavour.isEmpty() && ".-_".indexOf(flavour.charAt(0)) >= 0
        ? flavour.substring(1)
        : flavour;
  }

  private static String dotted(List<Integer> numbers) {
    return String.join(".", numbers.stream().map(String::valueOf).toList());
  }

  private static int compareNumbers(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order = Integer.compare(numberAt(left, i), numberAt(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int numberAt(List<Integer> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }
}
