package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageTablesTest {
  private static final int EM_X86_64 = PlainKernel.EM_X86_64;
  private static final String DAMAGED =
      "the table of boot parameters in it is damaged: there are rows of it behind a gap";
  private static final String SEVERAL =
      "there are several tables of boot parameters in it, and only one can be the kernel's";
  private static final String NONE =
      "there is no table of boot parameters in it that can be believed";

  @Test
  void rowsAreListedInTheirOrder() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86().obsoleteRow("vga=");
    kernel.table();

    KernelImage image = PlainKernel.read(kernel.elf(EM_X86_64));

    List<String> expected = new ArrayList<>(PlainKernel.CORE);
    expected.add("vga=");
    assertEquals(expected, PlainKernel.names(image));
    assertEquals(Optional.of("x86_64"), image.architecture());
    assertEquals(Optional.of("3.10.0-1.test"), image.release());
    assertEquals(
        "Linux version 3.10.0-1.test (me@here) (gcc version 4.8.5) #1 SMP Mon Jan 1 2018",
        image.version().orElseThrow());
    assertFalse(image.parameters().get(0).early());
    assertTrue(image.parameters().get(2).early());
    assertTrue(image.parameters().get(25).obsolete());
    assertFalse(image.parameters().get(24).obsolete());
  }

  @ParameterizedTest
  @CsvSource({
    "4, little, 3, i686",
    "4, little, 40, armv7l",
    "8, little, 183, aarch64",
    "8, little, 21, ppc64le",
    "8, big, 21, ppc64",
    "8, big, 22, s390x",
    "8, little, 243, riscv64"
  })
  void otherMachinesAreTold(int wordBytes, String order, int machine, String architecture)
      throws UnreadableImageException {
    PlainKernel kernel = kernel(wordBytes, order).core();
    kernel.table();

    KernelImage image = PlainKernel.read(kernel.elf(machine));

    assertEquals(PlainKernel.CORE, PlainKernel.names(image));
    assertEquals(Optional.of(architecture), image.architecture());
  }

  @ParameterizedTest
  @CsvSource({"4, little", "4, big", "8, little", "8, big"})
  void machinesThatNobodyKnowsAreReadAllTheSame(int wordBytes, String order)
      throws UnreadableImageException {
    PlainKernel kernel = kernel(wordBytes, order).core();
    kernel.table();

    KernelImage image = PlainKernel.read(kernel.elf(4711));

    assertEquals(PlainKernel.CORE, PlainKernel.names(image));
    assertEquals(Optional.empty(), image.architecture());
  }

  private static PlainKernel kernel(int wordBytes, String order) {
    return new PlainKernel(
        wordBytes,
        order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        wordBytes == Integer.BYTES ? 0xc1000000L : 0xc000000000000000L);
  }

  @Test
  void nameMayStandBehindBinaryData() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    kernel.bytes((byte) 0xff);
    kernel.table();
    assertEquals(PlainKernel.CORE, PlainKernel.names(PlainKernel.read(kernel.elf(EM_X86_64))));
  }

  @Test
  void nameMayStandTwice() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86().row("pci", true).row("pci", false);
    kernel.table();
    List<String> names = PlainKernel.names(PlainKernel.read(kernel.elf(EM_X86_64)));
    assertEquals(List.of("pci", "pci"), names.subList(25, 27));
  }

  @Test
  void textThatNoRowPointsToIsNoParameter() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    kernel.text("cgroup.memory=");
    kernel.text("nokmem");
    kernel.table();

    KernelImage image = PlainKernel.read(kernel.elf(EM_X86_64));

    assertFalse(PlainKernel.names(image).contains("cgroup.memory="));
    assertTrue(image.tokens().isEmpty());
  }

  @Test
  void moreRowsWithoutKnownNamesDoNotDeceive() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.wide(0xffffffff81000000L);
    for (int i = 0; i < 300; i++) {
      kernel.row("decoy" + i, false);
    }
    kernel.table();
    kernel.bytes(new byte[4096]);
    kernel.core().table();
    assertEquals(PlainKernel.CORE, PlainKernel.names(PlainKernel.read(kernel.elf(EM_X86_64))));
  }

  @Test
  void twoDifferentTablesAreNotBelieved() {
    PlainKernel kernel = PlainKernel.x86();
    kernel.table();
    kernel.bytes(new byte[4096]);
    kernel.core().row("cgroup.memory=", false).table();
    assertEquals(SEVERAL, PlainKernel.refusal(kernel.elf(EM_X86_64)));
  }

  @Test
  void tableThatStandsTwiceIsOne() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    kernel.table();
    kernel.bytes(new byte[4096]);
    kernel.core().table();
    assertEquals(PlainKernel.CORE, PlainKernel.names(PlainKernel.read(kernel.elf(EM_X86_64))));
  }

  @Test
  void tableWithTooFewKnownNamesIsNotBelieved() throws UnreadableImageException {
    PlainKernel seven = PlainKernel.wide(0xffffffff81000000L);
    PlainKernel.CORE.subList(0, SetupTable.ANCHORS_MIN - 1).forEach(name -> seven.row(name, false));
    PlainKernel eight = PlainKernel.wide(0xffffffff81000000L);
    PlainKernel.CORE.subList(0, SetupTable.ANCHORS_MIN).forEach(name -> eight.row(name, false));
    for (int i = 0; i < 30; i++) {
      seven.row("unknown" + i, false);
      eight.row("unknown" + i, false);
    }
    seven.table();
    eight.table();

    assertEquals(NONE, PlainKernel.refusal(seven.elf(EM_X86_64)));
    assertEquals(38, PlainKernel.read(eight.elf(EM_X86_64)).parameters().size());
  }

  @Test
  void tableWithTooFewRowsIsNotBelieved() throws UnreadableImageException {
    PlainKernel few = PlainKernel.wide(0xffffffff81000000L);
    PlainKernel.CORE.subList(0, SetupTable.ROWS_MIN - 1).forEach(name -> few.row(name, false));
    few.table();
    PlainKernel enough = PlainKernel.wide(0xffffffff81000000L);
    PlainKernel.CORE.subList(0, SetupTable.ROWS_MIN).forEach(name -> enough.row(name, false));
    enough.table();

    assertEquals(NONE, PlainKernel.refusal(few.elf(EM_X86_64)));
    assertEquals(20, PlainKernel.read(enough.elf(EM_X86_64)).parameters().size());
  }

  /** A row without a readable name could have been any parameter: nothing may be called absent. */
  @ParameterizedTest
  @CsvSource({"1", "2", "5", "13", "22", "23"})
  void tableWithADamagedRowIsNotBelieved(int damaged) {
    PlainKernel kernel = PlainKernel.x86();
    kernel.row("x=", false).row("y=", false).row("z=", false);
    for (int i = 0; i < 20; i++) {
      kernel.row("more" + i, false);
    }
    long table = kernel.table();
    kernel.patch(table + damaged * 24L, new byte[24]);
    assertFalse(PlainKernel.refusal(kernel.elf(EM_X86_64)).startsWith("read: "));
  }

  @Test
  void tableWithAnUnprintableNameIsNotBelieved() {
    for (int row : new int[] {0, 12, 24}) {
      PlainKernel kernel = PlainKernel.x86();
      long table = kernel.table();
      kernel.patch(kernel.read(table + row * 24L), (byte) 0x07);
      assertFalse(PlainKernel.refusal(kernel.elf(EM_X86_64)).startsWith("read: "), "row " + row);
    }
    PlainKernel last = PlainKernel.x86();
    long table = last.table();
    last.patch(last.read(table + 24 * 24L), (byte) 0x07);
    assertEquals(DAMAGED, PlainKernel.refusal(last.elf(EM_X86_64)));
  }

  @Test
  void releaseInFrontMustAgree() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    kernel.table();
    PlainImage right = image(kernel, "3.10.0-1.test (me@here) #1 SMP Mon Jan 1 2018");
    PlainImage wrong = image(kernel, "3.10.0-2.test (me@here) #1 SMP Mon Jan 1 2018");
    ImageLimits limits = ImageLimits.shipped(() -> false);

    assertEquals(Optional.of("3.10.0-1.test"), ImageTables.read(right, limits).release());
    assertEquals(
        "its header says 3.10.0-2.test, the kernel in it says 3.10.0-1.test",
        assertThrows(UnreadableImageException.class, () -> ImageTables.read(wrong, limits))
            .reason());
  }

  private static PlainImage image(PlainKernel kernel, String header) {
    return new PlainImage(Bytes.of(kernel.elf(EM_X86_64)), List.of("bzImage"), Optional.of(header));
  }

  @Test
  void formatOfTheBannerIsNoRelease() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.wide(0xffffffff81000000L);
    kernel.text("%s version %s (%s)");
    kernel.text("Linux version %s (%s)\n");
    PlainKernel.CORE.forEach(name -> kernel.row(name, false));
    kernel.table();
    assertEquals(Optional.empty(), PlainKernel.read(kernel.elf(EM_X86_64)).release());
  }

  @Test
  void twoReleasesAreNotBelieved() {
    PlainKernel kernel = PlainKernel.x86();
    kernel.text("Linux version 3.10.0-2.test (you@there) #1");
    kernel.table();
    assertEquals(
        "it names two releases, 3.10.0-1.test and 3.10.0-2.test",
        PlainKernel.refusal(kernel.elf(EM_X86_64)));
  }

  @Test
  void searchEndsWhenTimeIsUp() {
    PlainKernel kernel = PlainKernel.x86();
    kernel.table();
    PlainImage image = new PlainImage(Bytes.of(kernel.elf(EM_X86_64)), List.of(), Optional.empty());
    assertEquals(
        "searching it took longer than allowed",
        assertThrows(
                UnreadableImageException.class,
                () -> ImageTables.read(image, ImageLimits.shipped(() -> true)))
            .reason());
  }

  @Test
  void cutImageIsUnreadableAtEveryLength() {
    PlainKernel kernel = PlainKernel.x86();
    kernel.table();
    byte[] whole = kernel.elf(EM_X86_64);
    for (int length = 0; length < whole.length; length += length < 256 ? 1 : 97) {
      String refusal = PlainKernel.refusal(java.util.Arrays.copyOf(whole, length));
      assertFalse(refusal.startsWith("read: "), "cut to " + length);
    }
  }

  /**
   * A flipped bit may leave the table whole, or cost the image; nothing else, and no other rows.
   */
  @Test
  void flippedBitOfTheHeadersMakesNoOtherTable() {
    PlainKernel kernel = PlainKernel.x86();
    kernel.table();
    byte[] whole = kernel.elf(EM_X86_64);
    Set<String> answers = new HashSet<>();
    for (int bit = 0; bit < 120 * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertEquals(PlainKernel.CORE, PlainKernel.names(PlainKernel.read(flipped)), "bit " + bit);
      } catch (UnreadableImageException e) {
        answers.add(e.reason());
      }
    }
    assertTrue(answers.contains("the ELF file inside has no usable program headers"));
  }
}
