package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ControllersTest {
  private static final int EM_386 = 3;

  @Test
  void listOfNamesIsFound() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    list(kernel, "cpuset", "cpu", "memory", "freezer");
    assertControllers(List.of("cpuset", "cpu", "memory", "freezer"), kernel);
  }

  @Test
  void nameMayBeTheEndOfALongerText() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    long memory = kernel.text("out of memory") + "out of ".length();
    long cpu = kernel.text("cpu");
    long io = kernel.text("io");
    kernel.align().word(cpu);
    kernel.word(io);
    kernel.word(memory);
    assertControllers(List.of("cpu", "io", "memory"), kernel);
  }

  @Test
  void twoNamesAreNoList() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    list(kernel, "cpu", "memory");
    assertNone(kernel);
  }

  @Test
  void twoDifferentListsAreNone() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    list(kernel, "cpuset", "cpu", "memory");
    list(kernel, "cpuset", "cpu", "io");
    assertNone(kernel);
  }

  @Test
  void longerListWins() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    list(kernel, "cpu", "io", "memory");
    list(kernel, "cpuset", "cpu", "memory", "freezer");
    assertControllers(List.of("cpuset", "cpu", "memory", "freezer"), kernel);
  }

  /** Linux 3.10: each structure holds its name, and the array is the only list. */
  @ParameterizedTest
  @ValueSource(ints = {0, 176, 1024})
  void namesInStructuresAreFound(int offset) throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    structures(kernel, offset, "cpuset", "cpu", "cpuacct", "memory", "", "devices", "blkio");
    assertControllers(List.of("cpuset", "cpu", "cpuacct", "memory", "devices", "blkio"), kernel);
  }

  @Test
  void structuresOfA32BitKernelAreFound() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(4, ByteOrder.LITTLE_ENDIAN, 0xc1000000L).core();
    structures(kernel, 92, "cpuset", "ns", "cpu", "memory");
    kernel.table();
    assertEquals(
        Optional.of(List.of("cpuset", "ns", "cpu", "memory")),
        PlainKernel.read(kernel.elf(EM_386)).controllers());
  }

  @Test
  void nameTooFarIntoAStructureIsNotIts() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    structures(kernel, 1032, "cpuset", "cpu", "cpuacct", "memory");
    assertNone(kernel);
  }

  @Test
  void namesAtDifferentOffsetsAreNoList() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    long cpu = structure(kernel, 160, "cpu");
    long memory = structure(kernel, 176, "memory");
    long freezer = structure(kernel, 192, "freezer");
    kernel.align().word(cpu);
    kernel.word(memory);
    kernel.word(freezer);
    assertNone(kernel);
  }

  private static void structures(PlainKernel kernel, int offset, String... names) {
    long[] structures = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      structures[i] = names[i].isEmpty() ? 0 : structure(kernel, offset, names[i]);
    }
    kernel.align().word(-1);
    kernel.align();
    for (long structure : structures) {
      kernel.word(structure);
    }
    kernel.word(-1);
  }

  private static long structure(PlainKernel kernel, int offset, String name) {
    long text = kernel.text(name);
    long structure = kernel.align().bytes(new byte[offset]);
    kernel.word(text);
    kernel.word(-1);
    return structure;
  }

  private static void list(PlainKernel kernel, String... names) {
    long[] texts = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      texts[i] = kernel.text(names[i]);
    }
    kernel.align().word(-1);
    for (long text : texts) {
      kernel.word(text);
    }
    kernel.word(-1);
  }

  private static void assertControllers(List<String> expected, PlainKernel kernel)
      throws UnreadableImageException {
    kernel.table();
    assertEquals(
        Optional.of(expected), PlainKernel.read(kernel.elf(PlainKernel.EM_X86_64)).controllers());
  }

  private static void assertNone(PlainKernel kernel) throws UnreadableImageException {
    kernel.table();
    assertEquals(
        Optional.empty(), PlainKernel.read(kernel.elf(PlainKernel.EM_X86_64)).controllers());
  }
}
