package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of planning over all recorded hosts and many parameters. */
class HostPropertyTest {
  /** Each with something that a reader, a shell or GRUB could take wrong. */
  static final List<String> WORDS =
      List.of(
          "cgroup.memory=nokmem",
          "cgroup_disable=memory",
          "cgroup_disable=memory,cpu",
          "quiet2",
          "console=ttyS7,9600",
          "foo=\"a b\"",
          "x-y=1",
          "x_y=1",
          "audit=0",
          "memmap=10M$1G",
          "end=a;b",
          "dyndbg=\"file x.c +p; func y +p\"",
          "brace={a}",
          "hash=#1",
          "percent=%d&s",
          "tilde=~/x*?[a]",
          "pipe=a|b<c>d(e)",
          "tick=`x`",
          "bang=!1",
          "empty=");

  private static final List<String> SETTINGS =
      List.of(
          "audit=7", "console=ttyS9", "quiet", "panic=5", "cgroup.memory=nokmem", "root=/dev/x");

  /** Hosts of which host.md says that nothing can be planned. */
  private static final Set<String> UNJUDGED =
      Set.of("debian12-shell-logic", "rocky8-bls-unsupported-yet");

  @TempDir static Path directory;

  static Stream<String> hosts() {
    return RecordedHost.names().stream();
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void addingThenRemovingIsTheIdentity(String name) {
    PlanLaws laws = new PlanLaws(RecordedHost.copy(name, directory.resolve("add")));
    for (String word : WORDS) {
      assertJudged(name, word, laws.addThenRemove(word));
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void settingLeavesOneOccurrence(String name) {
    PlanLaws laws = new PlanLaws(RecordedHost.copy(name, directory.resolve("set")));
    for (String word : SETTINGS) {
      assertJudged(name, word, laws.set(word));
    }
  }

  private static void assertJudged(String name, String word, Optional<String> obstacle) {
    if (UNJUDGED.contains(name)) {
      assertTrue(obstacle.orElse("").contains("/grub"), name + " " + word + ": " + obstacle);
    } else {
      assertEquals(Optional.empty(), obstacle, name + " " + word);
    }
  }
}
