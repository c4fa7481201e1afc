package remediator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import remediator.kernelimage.ImageLimits;
import remediator.kernelimage.ImageReader;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.UnwrappedImage;

/**
 * The tables that we read are those of the kernel's link, and they alone decide: not what else
 * stands in the image.
 */
@Tag("lab")
class KernelTablesLabTest {
  private static final String PARAMETER = "cgroup.memory";
  private static final String TOKEN = "nokmem";

  /** {@code struct kernel_param} since 4.2, 64-bit. */
  private static final int MODULE_ROW_BYTES = 40;

  private static List<DebianKernel> kernels = List.of();

  @BeforeAll
  static void findKernels() throws IOException {
    kernels = DebianKernel.all();
  }

  @Test
  void everyParameterOfTheLinkIsThereAndNoneElse() throws IOException {
    List<DebianKernel> linked = those(kernel -> kernel.systemMap().isPresent());
    if (linked.isEmpty()) {
      LabInput.isMissing("no kernel has symbols; vagrant/lab/kernels.sh --symbols fetches some");
    }
    for (ReadKernel kernel : ReadKernel.of(linked)) {
      compare(kernel, SystemMap.read(kernel.debian().systemMap().orElseThrow()));
    }
  }

  private static void compare(ReadKernel kernel, SystemMap map) throws IOException {
    String name = kernel.debian().toString();
    PlainKernel plain = PlainKernel.of(unwrapped(kernel.debian()), map.address("_text"));
    assertEquals(
        map.setupTexts().stream().map(plain::text).sorted().toList(),
        kernel.texts().stream().sorted().toList(),
        name);
    assertEquals(
        map.rows("__setup_start", "__setup_end", PlainKernel.ROW_BYTES),
        kernel.texts().size(),
        name);
    assertEquals(
        map.rows("__start___param", "__stop___param", MODULE_ROW_BYTES),
        kernel.image().moduleParameters().orElseThrow().size(),
        name);
  }

  @Test
  void aRowThatIsGoneIsIgnoredThoughItsTextsStay() throws IOException {
    for (DebianKernel kernel : elfKernels()) {
      byte[] vmlinux = unwrapped(kernel);
      PlainKernel plain = PlainKernel.of(vmlinux, 0);
      int row = plain.row(PARAMETER + "=");
      int rowBefore = row - PlainKernel.ROW_BYTES;
      assertEquals(Says.UNDERSTOOD, ReadKernel.of(kernel, vmlinux.clone()).says(nokmem()));

      System.arraycopy(vmlinux, rowBefore, vmlinux, row, PlainKernel.ROW_BYTES);
      assertTrue(plain.holds(PARAMETER + "=") && plain.holds(TOKEN));
      ReadKernel without = ReadKernel.of(kernel, vmlinux);
      assertEquals(Says.IGNORED, without.says(nokmem()), kernel::toString);
      assertEquals(Says.IGNORED, without.says(PARAMETER), kernel::toString);
    }
  }

  @Test
  void aTableWithAHoleIsNotUnderstood() throws IOException {
    for (DebianKernel kernel : elfKernels()) {
      byte[] vmlinux = unwrapped(kernel);
      int row = PlainKernel.of(vmlinux, 0).row(PARAMETER + "=");
      Arrays.fill(vmlinux, row, row + PlainKernel.ROW_BYTES, (byte) 0);
      Says says =
          ImageReader.read(vmlinux, ImageLimits.shipped(() -> false))
              .match(image -> new ReadKernel(kernel, image).says(nokmem()), reason -> Says.NOTHING);
      assertNotEquals(Says.UNDERSTOOD, says, kernel::toString);
    }
  }

  private static String nokmem() {
    return PARAMETER + "=" + TOKEN;
  }

  /** Those whose plain kernel holds its addresses ready, in an ELF file. */
  private static List<DebianKernel> elfKernels() {
    List<DebianKernel> found =
        those(k -> k.architecture().equals("amd64") && k.flavour().equals("cloud-amd64"));
    assertFalse(found.isEmpty(), () -> "none among " + kernels);
    return found;
  }

  private static List<DebianKernel> those(Predicate<DebianKernel> property) {
    return kernels.stream().filter(property).toList();
  }

  private static byte[] unwrapped(DebianKernel kernel) throws IOException {
    return UnwrappedImage.of(Files.readAllBytes(kernel.image()));
  }
}
