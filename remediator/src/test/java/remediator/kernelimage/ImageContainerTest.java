package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.kernelimage.ImageBuilder.bytes;
import static remediator.kernelimage.ImageBuilder.joined;
import static remediator.kernelimage.ImageBuilder.latin1;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageContainerTest {
  private static final byte[] KERNEL = ImageBuilder.elf(30_000);
  private static final byte[] FLAT = ImageBuilder.vocabulary(30_000);
  private static final ImageLimits LIMITS = ImageLimits.shipped(() -> false);

  private static PlainImage unwrap(byte[] image) throws UnreadableImageException {
    return ImageContainer.unwrap(image, LIMITS);
  }

  private static String refusal(byte[] image) {
    return assertThrows(UnreadableImageException.class, () -> unwrap(image)).reason();
  }

  private static void assertHolds(byte[] kernel, List<String> wrappings, byte[] image)
      throws UnreadableImageException {
    PlainImage plain = unwrap(image);
    assertEquals(wrappings, plain.wrappings());
    assertArrayEquals(kernel, bytes(plain.bytes()));
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aBzImageIsUnwrapped(Packer packer) throws UnreadableImageException {
    byte[] image = ImageBuilder.bzImage(packer.packSized(KERNEL));

    assertHolds(KERNEL, List.of("bzImage", packer.word()), image);
    assertEquals(Optional.of("6.1.0-test (build@host) #1 SMP"), unwrap(image).headerVersion());
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aBzImageOfAnOldProtocolIsSearched(Packer packer) throws UnreadableImageException {
    byte[] image = ImageBuilder.bzImage(0x203, "2.6.11", packer.packSized(FLAT));

    assertHolds(FLAT, List.of("bzImage", packer.word()), image);
    assertEquals(Optional.of("2.6.11"), unwrap(image).headerVersion());
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aZbootImageIsUnwrapped(Packer packer) throws UnreadableImageException {
    byte[] image = ImageBuilder.flat("ARMd", FLAT);

    assertHolds(image, List.of("zboot", packer.word(), "Image"), ImageBuilder.zboot(packer, image));
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aZImageOfArmIsUnwrapped(Packer packer) throws UnreadableImageException {
    assertHolds(FLAT, List.of("zImage", packer.word()), ImageBuilder.zImage(packer, FLAT));
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void anImageOfS390IsUnwrapped(Packer packer) throws UnreadableImageException {
    byte[] large = ImageBuilder.vocabulary(300_000);

    assertHolds(
        large,
        List.of("s390 image", packer.word()),
        ImageBuilder.s390(joined(new byte[100], packer.packSized(large))));
  }

  @Test
  void anImageOfS390ThatIsNotPackedIsTheKernel() throws UnreadableImageException {
    byte[] configuration = Packer.GZIP.pack(latin1("CONFIG_MEMCG=y\n"));
    byte[] image = ImageBuilder.s390(joined(FLAT, latin1("IKCFG_ST"), configuration, FLAT));

    assertHolds(image, List.of("s390 image"), image);
  }

  @ParameterizedTest
  @EnumSource(Packer.class)
  void aPackedFileIsUnwrapped(Packer packer) throws UnreadableImageException {
    byte[] image = ImageBuilder.flat("RSC\u0005", FLAT);

    assertHolds(KERNEL, List.of(packer.word()), packer.pack(KERNEL));
    assertHolds(image, List.of(packer.word(), "riscv Image"), packer.pack(image));
  }

  @Test
  void plainKernelsAreTakenAsTheyAre() throws UnreadableImageException {
    byte[] arm64 = ImageBuilder.flat("ARMd", FLAT);

    assertHolds(KERNEL, List.of(), KERNEL);
    assertHolds(arm64, List.of("Image"), arm64);
  }

  @Test
  void anElfFileMayPutTheMostSignificantByteFirst() throws UnreadableImageException {
    byte[] kernel = KERNEL.clone();
    kernel[5] = 2;
    kernel[16] = 0;
    kernel[17] = 2;

    assertHolds(kernel, List.of(), kernel);
  }

  @Test
  void aUkiHoldsAKernelAndItsRelease() throws UnreadableImageException {
    byte[] uki = ImageBuilder.uki(ImageBuilder.flat("ARMd", FLAT), "6.12.1-uki\n");

    assertHolds(ImageBuilder.flat("ARMd", FLAT), List.of("UKI", "Image"), uki);
    assertEquals(Optional.of("6.12.1-uki"), unwrap(uki).headerVersion());
  }

  @Test
  void theInnerVersionIsBelieved() throws UnreadableImageException {
    byte[] image = ImageBuilder.bzImage(Packer.ZSTD.packSized(KERNEL));
    byte[] uki = ImageBuilder.uki(image, "forged");

    assertHolds(KERNEL, List.of("UKI", "bzImage", "zstd"), uki);
    assertEquals(Optional.of("6.1.0-test (build@host) #1 SMP"), unwrap(uki).headerVersion());
  }

  @Test
  void aSignatureMayFollow() throws UnreadableImageException {
    byte[] image = ImageBuilder.bzImage(Packer.XZ_FILTERED.packSized(KERNEL));

    assertHolds(KERNEL, List.of("bzImage", "xz"), joined(image, new byte[1500]));
  }

  @Test
  void aVersionLineWithoutEndIsNone() throws UnreadableImageException {
    byte[] image = ImageBuilder.bzImage(0x20f, "x".repeat(600), Packer.GZIP.pack(KERNEL));

    assertEquals(Optional.empty(), unwrap(image).headerVersion());
  }

  @Test
  void wrappingsMayLieInEachOtherUpToABound() throws UnreadableImageException {
    byte[] image = KERNEL;
    for (int i = 0; i < ImageLimits.LAYERS_MAX; i++) {
      image = Packer.GZIP.pack(image);
    }

    assertEquals(ImageLimits.LAYERS_MAX, unwrap(image).wrappings().size());
    String refused = refusal(Packer.GZIP.pack(image));
    assertEquals("more than 5 wrappings lie in each other", refused);
  }

  @Test
  void aModuleIsNotAnImage() {
    byte[] module = KERNEL.clone();
    module[16] = 1;

    assertEquals(
        "not a kernel image: the ELF file inside zstd is a module or an object file",
        refusal(Packer.ZSTD.pack(module)));
  }

  @Test
  void whatIsNoKernelIsNamedByItsFirstBytes() {
    assertEquals(
        "not a kernel image of a known kind: what lies inside gzip begins with 30 37 30 37",
        refusal(Packer.GZIP.pack(latin1("070701"))));
    assertTrue(refusal(new byte[0]).endsWith("what lies in the file begins with nothing"));
  }

  @Test
  void aPayloadMustBePacked() {
    String reason = refusal(ImageBuilder.bzImage(FLAT));

    assertTrue(reason.startsWith("not a kernel image of a known kind: what lies inside bzImage"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x203, 0x207})
  void anOldBzImageWithoutAnythingPackedIsRefused(int protocol) {
    byte[] image = ImageBuilder.bzImage(protocol, "2.4", new byte[5000]);

    assertEquals("no packed kernel is found in the bzImage", refusal(image));
  }
}
