package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import remediator.kernelimage.MadeKernel.Shape;
import remediator.kernelimage.SupportEvidence.Says;

/** Whatever names a kernel has, in whatever machine's layout and container: these are read. */
class MadeKernelPropertyTest {
  private static final ImageLimits LIMITS = ImageLimits.shipped(() -> false);

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMinLength(1)
        .ofMaxLength(60)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 200)
  void namesAreReadBack(
      @ForAll("names") List<String> names,
      @ForAll Shape shape,
      @ForAll @IntRange(max = 1000) int choice) {
    MadeKernel kernel = MadeKernel.withParameters(names.toArray(String[]::new));
    List<WrappedImage> containers = containers(kernel, shape);
    KernelImage image = read(containers.get(choice % containers.size()).file());
    List<String> expected = new ArrayList<>(MadeKernel.CORE);
    expected.addAll(names);
    assertEquals(expected, image.parameters().stream().map(BootParameter::text).toList());
    assertEquals(
        kernel.rows().stream().map(MadeKernel.Row::early).toList(),
        image.parameters().stream().map(BootParameter::early).toList());
    assertEquals(Optional.of(kernel.moduleParameters()), image.moduleParameters());
    assertEquals(Optional.of(kernel.controllers()), image.controllers());
    assertEquals(Optional.of(kernel.release()), image.release());
  }

  @Property(tries = 100)
  void aTextWithoutARowIsNotUnderstood(
      @ForAll("names") List<String> names,
      @ForAll Shape shape,
      @ForAll @IntRange(max = 1000) int choice) {
    MadeKernel kernel =
        MadeKernel.withParameters(names.toArray(String[]::new))
            .withStrays("cgroup.memory=", "cgroup.memory=nokmem", "nokmem", "cgroup_memory");
    List<WrappedImage> containers = containers(kernel, shape);
    KernelImage image = read(containers.get(choice % containers.size()).file());
    Says says = new ImageWitness("image", image).answer(WantedParameter.NOKMEM).says();
    assertNotEquals(Says.UNDERSTOOD, says);
  }

  private static KernelImage read(byte[] file) {
    return ImageReader.read(file, LIMITS)
        .match(image -> image, reason -> fail("unreadable: " + reason));
  }

  private static List<WrappedImage> containers(MadeKernel kernel, Shape shape) {
    byte[] plain = kernel.plain(shape);
    return shape.isMarked()
        ? WrappedImage.allOf(plain, kernel.release())
        : WrappedImage.ofPayload(plain, kernel.release()).stream()
            .filter(image -> !image.wrappings().contains("bzImage"))
            .toList();
  }
}
