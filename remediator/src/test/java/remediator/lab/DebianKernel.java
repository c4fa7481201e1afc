package remediator.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kernel of one of Debian's packages, as {@code vagrant/lab/kernels.sh} keeps it: everything here
 * is told from the names of files, nothing from the image.
 *
 * @param name of the package
 * @param version of the package, Debian's
 * @param architecture Debian's name of it
 */
record DebianKernel(
    String name, String version, String architecture, Path image, Optional<Path> systemMap) {
  private static final String DIRECTORY_VARIABLE = "REMEDIATOR_LAB_KERNELS";
  private static final Pattern DIRECTORY = Pattern.compile("([^_]+)_([^_]+)_([^_]+)");
  private static final Pattern PACKAGE =
      Pattern.compile("linux-(?:image|binary)-([0-9][^-]*(?:-[0-9]+)?-(.+?))(?:-unsigned)?");
  private static final Pattern LINE = Pattern.compile("([0-9]+)\\.([0-9]+).*");

  private static final Comparator<DebianKernel> OLDEST_FIRST =
      Comparator.comparingInt(DebianKernel::major)
          .thenComparingInt(DebianKernel::minor)
          .thenComparing(DebianKernel::architecture)
          .thenComparing(DebianKernel::flavour);

  /** Debian's architectures, as uname(2) names them. */
  private static final Map<String, String> MACHINES =
      Map.of(
          "amd64", "x86_64",
          "i386", "i686",
          "arm64", "aarch64",
          "armhf", "armv7l",
          "ppc64el", "ppc64le",
          "s390x", "s390x",
          "riscv64", "riscv64");

  /**
   * The kernels of the directory that the environment names, oldest first; without one the test is
   * skipped.
   */
  static List<DebianKernel> all() throws IOException {
    String directory = System.getenv(DIRECTORY_VARIABLE);
    if (directory == null || !Files.isDirectory(Path.of(directory))) {
      LabInput.isMissing(
          DIRECTORY_VARIABLE
              + " names no directory; vagrant/lab/kernels.sh fetches kernels and prints it");
      return List.of();
    }
    try (Stream<Path> entries = Files.list(Path.of(directory))) {
      List<Path> packages = entries.filter(Files::isDirectory).sorted().toList();
      return packages.stream()
          .map(DebianKernel::in)
          .flatMap(Optional::stream)
          .sorted(OLDEST_FIRST)
          .toList();
    }
  }

  private static Optional<DebianKernel> in(Path directory) {
    Matcher parts = DIRECTORY.matcher(directory.getFileName().toString());
    return parts.matches()
        ? file(directory, "vmlinuz|vmlinux|linux\\.uml")
            .map(
                image ->
                    new DebianKernel(
                        parts.group(1),
                        parts.group(2),
                        parts.group(3),
                        image,
                        file(directory, "System\\.map")))
        : Optional.empty();
  }

  private static Optional<Path> file(Path directory, String name) {
    Pattern pattern = Pattern.compile("(?:" + name + ")(?:-.*)?");
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(path -> pattern.matcher(path.getFileName().toString()).matches())
          .findFirst();
    } catch (IOException e) {
      throw new IllegalStateException(directory + " cannot be read", e);
    }
  }

  /** The release that the package's name holds; user-mode-linux holds none. */
  Optional<String> release() {
    return packageName().map(parts -> parts.group(1));
  }

  /** {@code cloud-amd64}; a name like {@code user-mode-linux} is its own flavour. */
  String flavour() {
    return packageName().map(parts -> parts.group(2)).orElse(name);
  }

  /** The line of versions: {@code 6.1}. */
  String line() {
    return major() + "." + minor();
  }

  /** What stays when the next update comes. */
  String kind() {
    return line() + " " + flavour() + " " + architecture;
  }

  /** As uname(2) names it. */
  String machine() {
    return MACHINES.getOrDefault(architecture, architecture);
  }

  /** Whether this is Linux MAJOR.MINOR or newer. */
  boolean isAtLeast(int major, int minor) {
    return major() > major || (major() == major && minor() >= minor);
  }

  private int major() {
    return number(1);
  }

  private int minor() {
    return number(2);
  }

  private int number(int group) {
    Matcher line = LINE.matcher(version);
    if (!line.matches()) {
      throw new IllegalStateException("no kernel version: " + version);
    }
    return Integer.parseInt(line.group(group));
  }

  private Optional<Matcher> packageName() {
    return Optional.of(PACKAGE.matcher(name)).filter(Matcher::matches);
  }

  /** The name of the test. */
  @Override
  public String toString() {
    return name + " " + version + " " + architecture;
  }
}
