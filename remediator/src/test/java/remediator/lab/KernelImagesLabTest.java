package remediator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * What we read out of Debian's own kernels is what is known of them otherwise: from their packages'
 * names and from the kernel's history; and {@code docs/kernels.md} says the same.
 */
@Tag("lab")
class KernelImagesLabTest {
  private static final Path PAGE = Path.of("docs/kernels.md").toAbsolutePath();
  private static final String UPDATE = "kernels.page.update";

  /** What the acceptance asks for. */
  private static final int KERNELS_MIN = 10;

  private static final Set<String> ARCHITECTURES =
      Set.of("amd64", "i386", "arm64", "s390x", "ppc64el", "riscv64");
  private static final Set<String> LINES = Set.of("5.10", "6.1", "6.12");

  /** From 135 (user-mode Linux) to 400 were seen; a table half read, or two, is outside. */
  private static final int PARAMETERS_MIN = 100;

  private static final int PARAMETERS_MAX = 800;
  private static final int MODULE_PARAMETERS_MIN = 80;
  private static final int MODULE_PARAMETERS_MAX = 800;

  /** Almost what is meant: each is one slip of the hand away, or a part, or more than it. */
  private static final List<String> NEARLY =
      List.of(
          "cgroup.memor=nokmem",
          "cgroup-memory=nokmem",
          "cgroup_memory=nokmem",
          "cgroups.memory=nokmem",
          "cgroup.memory=nokmen",
          "cgroup.memory=kmem",
          "cgroup.memory=NOKMEM",
          "cgroup.memory=nokmemx",
          "cgroup.memory=nokmem,memory",
          "cgroup_disable=memori",
          "cgroup_disable=Memory",
          "cgroup_disable=memory,memori",
          "cgroup_disabled=memory",
          "cgroup-disabel=memory",
          "consol=ttyS0",
          "rooot=/dev/sda1");

  private static final int INVENTED = 50;

  private static List<ReadKernel> kernels = List.of();

  @BeforeAll
  static void readEveryKernel() throws IOException {
    kernels = ReadKernel.of(DebianKernel.all());
  }

  @Test
  void theKernelsAreManyEnough() {
    assertTrue(kernels.size() >= KERNELS_MIN, () -> "only " + kernels);
    Set<String> lines = all(DebianKernel::line);
    Set<String> architectures = all(DebianKernel::architecture);
    assertTrue(lines.containsAll(LINES), lines::toString);
    assertTrue(architectures.containsAll(ARCHITECTURES), architectures::toString);
    assertTrue(
        kernels.stream().anyMatch(kernel -> kernel.debian().isAtLeast(7, 0)), lines::toString);
  }

  private static Set<String> all(Function<DebianKernel, String> property) {
    return kernels.stream().map(ReadKernel::debian).map(property).collect(Collectors.toSet());
  }

  @TestFactory
  Stream<DynamicTest> itSaysWhichKernelItIs() {
    return each(
        kernel -> {
          String release = kernel.image().release().orElse("none");
          assertTrue(release.startsWith(kernel.debian().line() + "."), release);
          kernel.debian().release().ifPresent(expected -> assertEquals(expected, release));
          assertEquals(Optional.of(kernel.debian().machine()), kernel.image().architecture());
        });
  }

  @TestFactory
  Stream<DynamicTest> itsTablesAreWholeAndNoMore() {
    return each(
        kernel -> {
          List<String> texts = kernel.texts();
          assertBetween(PARAMETERS_MIN, texts.size(), PARAMETERS_MAX);
          assertTrue(
              texts.containsAll(List.of("console=", "root=", "cgroup_disable=")), texts::toString);
          List<String> modules = kernel.image().moduleParameters().orElse(List.of());
          assertBetween(MODULE_PARAMETERS_MIN, modules.size(), MODULE_PARAMETERS_MAX);
          assertTrue(modules.contains("panic"), modules::toString);
        });
  }

  @TestFactory
  Stream<DynamicTest> itsVerdictsFollowTheHistoryOfLinux() {
    return each(
        kernel -> {
          DebianKernel debian = kernel.debian();
          assertEquals(known(debian.isAtLeast(4, 5)), kernel.says("cgroup.memory=nokmem"));
          assertEquals(known(debian.isAtLeast(4, 5)), kernel.says("cgroup.memory=nosocket"));
          assertEquals(known(debian.isAtLeast(6, 3)), kernel.says("cgroup.memory=nobpf"));
          assertEquals(Says.UNDERSTOOD, kernel.says("cgroup_disable=memory"));
          assertEquals(Says.UNDERSTOOD, kernel.says("console"));
          assertEquals(Says.UNDERSTOOD, kernel.says("root"));
          List<String> controllers = kernel.image().controllers().orElse(List.of());
          assertTrue(
              controllers.containsAll(List.of("cpu", "memory", "pids")), controllers::toString);
        });
  }

  private static Says known(boolean known) {
    return known ? Says.UNDERSTOOD : Says.IGNORED;
  }

  @TestFactory
  Stream<DynamicTest> itDoesNotUnderstandWhatNobodyWrote() {
    Random letters = new Random(3);
    List<String> words = IntStream.range(0, INVENTED).mapToObj(i -> word(letters)).toList();
    List<String> wanted =
        Stream.concat(
                NEARLY.stream(),
                words.stream()
                    .flatMap(
                        word ->
                            Stream.of(
                                word,
                                word + "=1",
                                "cgroup." + word,
                                "cgroup.memory=" + word,
                                "cgroup_disable=" + word)))
            .toList();
    return each(
        kernel ->
            assertEquals(
                List.of(),
                wanted.stream().filter(w -> kernel.says(w) == Says.UNDERSTOOD).toList()));
  }

  private static String word(Random letters) {
    return letters
        .ints(6 + letters.nextInt(6), 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining("q", "", ""));
  }

  @Test
  void thePageSaysWhatTheImagesSay() throws IOException {
    KernelsPage truth = new KernelsPage(kernels.stream().map(KernelImagesLabTest::row).toList());
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, truth.text());
      fail(PAGE + " is written; read it, then run without -D" + UPDATE);
    }
    KernelsPage page = KernelsPage.parse(Files.readString(PAGE));
    assertEquals(Files.readString(PAGE), page.text());
    assertEquals(List.of(), page.contradictions(truth));
    assertTrue(page.sharedWith(truth) > 0, "the page has no kernel of those in the lab");
    page.olderThan(truth)
        .forEach(kernel -> System.out.println(PAGE.getFileName() + " is older than " + kernel));
  }

  private static KernelsPage.Row row(ReadKernel kernel) {
    DebianKernel debian = kernel.debian();
    KernelImage image = kernel.image();
    long early = image.parameters().stream().filter(BootParameter::early).count();
    return new KernelsPage.Row(
        debian.kind(),
        List.of(debian.name(), debian.version()),
        List.of(
            image.release().orElse("-"),
            image.architecture().orElse("-"),
            image.wrappings().isEmpty() ? "plain" : String.join(", ", image.wrappings()),
            (image.parameters().size() - early) + " + " + early,
            image.moduleParameters().map(names -> "" + names.size()).orElse("-")),
        List.of(
            verdict(kernel, "cgroup.memory"),
            verdict(kernel, "cgroup.memory=nokmem"),
            verdict(kernel, "cgroup.memory=nosocket"),
            verdict(kernel, "cgroup.memory=nobpf"),
            verdict(kernel, "cgroup_disable"),
            image.controllers().map(names -> String.join(" ", names)).orElse("-")));
  }

  private static String verdict(ReadKernel kernel, String wanted) {
    SupportEvidence answer = kernel.answer(wanted);
    return answer.says().word();
  }

  private static Stream<DynamicTest> each(Consumer<ReadKernel> claim) {
    return kernels.stream()
        .map(k -> DynamicTest.dynamicTest(k.debian().toString(), () -> claim.accept(k)));
  }

  private static void assertBetween(int least, int actual, int most) {
    assertTrue(
        least <= actual && actual <= most,
        () -> String.format(Locale.ROOT, "%d is not within %d to %d", actual, least, most));
  }
}
