package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of planning on hosts whose files are written in all the ways that are still legal. */
class GeneratedHostsTest {
  private static final List<String> WORDS = List.of("cgroup.memory=nokmem", "foo=\"a $b\"");
  private static final List<String> HOSTS =
      List.of("centos7-514-bios-docker", "debian12-bios", "ubuntu2204-cloud");
  private static final Pattern LOCATED =
      Pattern.compile("(/etc/default/grub|grub\\.cfg)[^ ]*:\\d+");

  @TempDir static Path directory;

  static Stream<HostVariation> variations() {
    return HostVariation.all().stream();
  }

  @ParameterizedTest
  @MethodSource("variations")
  void theLawsHoldOrFileAndLineAreNamed(HostVariation variation) {
    List<String> wrong = new ArrayList<>();
    for (String name : HOSTS) {
      Path place = directory.resolve(variation.name().replaceAll("\\W", "-"));
      RecordedHost host = RecordedHost.copyToBoot(name, place);
      variation.applyTo(host);
      PlanLaws laws = new PlanLaws(host);
      for (String word : WORDS) {
        check(variation, laws, word).ifPresent(what -> wrong.add(name + " " + word + ": " + what));
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static Optional<String> check(HostVariation variation, PlanLaws laws, String word) {
    try {
      Optional<String> obstacle = laws.addThenRemove(word);
      if (obstacle.isPresent()) {
        assertTrue(LOCATED.matcher(obstacle.get()).find(), obstacle.get());
        assertTrue(!variation.judged(), obstacle.get());
      }
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      laws.restore();
    }
  }
}
