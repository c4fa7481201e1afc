package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzz targets without a fuzzer: right inputs, damaged ones, and that a lie is noticed. */
class ImageFuzzerTest {
  private static final int DAMAGED = 200;

  static Stream<String> targets() {
    return FuzzTarget.all().stream().map(FuzzTarget::name);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyTargetReadsSomeOfItsSeeds(String name) {
    FuzzTarget target = FuzzTarget.named(name);
    ImageFuzzer fuzzer = new ImageFuzzer(target);
    List<byte[]> seeds = target.seeds();
    assertFalse(seeds.isEmpty());
    seeds.forEach(fuzzer::test);
    assertFalse(fuzzer.figures().contains(" 0 read"), fuzzer.figures());
    assertTrue(fuzzer.figures().contains(seeds.size() + " executions"), fuzzer.figures());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void damagedSeedsKeepTheRules(String name) {
    FuzzTarget target = FuzzTarget.named(name);
    ImageFuzzer fuzzer = new ImageFuzzer(target);
    List<byte[]> seeds = target.seeds();
    Random random = new Random(name.hashCode());
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged = seeds.get(i % seeds.size()).clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      fuzzer.test(damaged);
    }
    assertTrue(fuzzer.figures().contains(DAMAGED + " executions"), fuzzer.figures());
  }

  @Test
  void whatIsThrownReachesTheFuzzer() {
    FuzzTarget broken =
        new FuzzTarget(
            "broken",
            List::of,
            input -> {
              throw new IllegalStateException("broken");
            });
    assertThrows(
        IllegalStateException.class, () -> new ImageFuzzer(broken).test(new byte[] {1, 2, 3}));
  }

  @Test
  void targetsHaveNamesOfTheirOwn() {
    List<String> names = targets().toList();
    Set<String> different = new HashSet<>(names);
    assertEquals(names.size(), different.size());
  }
}
