package remediator.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The policies as they lie in the source tree, beside the module. */
final class ShippedPolicies {
  static final Path DIRECTORY = Path.of(System.getProperty("basedir", "."), "..", "policies");
  static final List<String> NAMES =
      List.of(
          "appliance-docker",
          "default",
          "keep-memory-controller",
          "kubernetes-node",
          "report-only");

  private ShippedPolicies() {}

  static Policy policy(String name) {
    return parsed(name + ".yaml", text(name + ".yaml"));
  }

  /** A policy that has to be good. */
  static Policy parsed(String file, String text) {
    return PolicyReader.parse(file, text)
        .match(
            good -> good.policy(),
            bad -> {
              throw new AssertionError(bad.problems().stream().map(Problem::text).toList());
            });
  }

  /** The bytes of a file, one per character. */
  static String text(String file) {
    try {
      return Files.readString(DIRECTORY.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> files(String ending) {
    try (Stream<Path> all = Files.list(DIRECTORY)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
