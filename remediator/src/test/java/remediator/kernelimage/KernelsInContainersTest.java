package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernelimage.SupportEvidence.Says;

/** Containers and tables together: every committed kernel in everything it may come in. */
class KernelsInContainersTest {
  private static final ImageLimits LIMITS = ImageLimits.shipped(() -> false);

  private static KernelImage read(byte[] file) {
    return ImageReader.read(file.clone(), LIMITS).match(image -> image, Assertions::fail);
  }

  private static KernelImage read(WrappedImage wrapped) {
    return ImageReader.read(wrapped.file().clone(), LIMITS)
        .match(image -> image, reason -> fail(wrapped.wrappings() + ": " + reason));
  }

  private static Says nokmem(KernelImage image) {
    return new ImageWitness("/boot/vmlinuz", image).answer(WantedParameter.NOKMEM).says();
  }

  @ParameterizedTest
  @EnumSource
  void everyContainerOfAKernelSaysTheSame(CommittedImage kernel) {
    for (WrappedImage wrapped : kernel.wrapped()) {
      KernelImage image = read(wrapped);
      assertEquals(wrapped.wrappings(), image.wrappings());
      assertEquals(Optional.of(kernel.release()), image.release(), wrapped.wrappings().toString());
      assertEquals(
          Optional.of(kernel.architecture()), image.architecture(), wrapped.wrappings().toString());
      assertEquals(kernel.rows(), image.parameters().size(), wrapped.wrappings().toString());
      assertEquals(kernel.tokens(), image.tokens(), wrapped.wrappings().toString());
      assertEquals(
          Optional.of(24),
          image.moduleParameters().map(List::size),
          wrapped.wrappings().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNamesAreThoseOfTheSources(CommittedImage kernel) {
    KernelImage image = read(kernel.wrapped().get(0));
    List<String> texts = image.parameters().stream().map(BootParameter::text).toList();
    assertTrue(texts.containsAll(List.of("console=", "root=", "mem", "ring3mwait=disable")));
    assertEquals(kernel.hasCgroups(), texts.contains("cgroup_disable="));
    assertEquals(kernel.hasCgroupMemory(), texts.contains("cgroup.memory="));
    assertEquals(2, texts.stream().filter("pci"::equals).count());
    assertEquals(
        List.of("load_ramdisk="),
        image.parameters().stream()
            .filter(BootParameter::obsolete)
            .map(BootParameter::text)
            .toList());
    assertEquals(
        10, image.parameters().stream().filter(BootParameter::early).count(), "early_param");
    assertTrue(image.moduleParameters().orElseThrow().contains("rcutree.blimit"));
  }

  @ParameterizedTest
  @EnumSource
  void nokmemIsUnderstoodWhereTheHandlerHasIt(CommittedImage kernel) {
    Says expected =
        kernel.hasCgroupMemory() && kernel != CommittedImage.SOCKET_ONLY
            ? Says.UNDERSTOOD
            : Says.IGNORED;
    for (WrappedImage wrapped : kernel.wrapped()) {
      Says says = nokmem(read(wrapped));
      if (kernel == CommittedImage.SOCKET_ONLY) {
        assertNotEquals(Says.UNDERSTOOD, says, "its handler does not compare with it");
      } else {
        assertEquals(expected, says, wrapped.wrappings().toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x86_64-el7-514 3.10.0-514.el7.x86_64",
        "x86_64-el7-1160 3.10.0-1160.119.1.el7.x86_64",
        "x86_64-el7-1160-first 3.10.0-1160.el7.x86_64",
        "x86_64-el8 4.18.0-553.el8_10.x86_64",
        "x86_64-suse15 5.14.21-150500.55.88-default",
        "x86_64-ubuntu22 5.15.0-130-generic",
        "x86_64-6.1 6.1.0-28-amd64"
      })
  void theCommittedBzImagesNameTheirRelease(String nameAndRelease) {
    int blank = nameAndRelease.indexOf(' ');
    KernelImage image =
        read(CommittedImage.committed(nameAndRelease.substring(0, blank) + ".vmlinuz"));
    assertEquals(List.of("bzImage", "gzip"), image.wrappings());
    assertEquals(Optional.of(nameAndRelease.substring(blank + 1)), image.release());
  }

  @ParameterizedTest
  @EnumSource
  void anImageThatIsCutShortIsUnreadableOrWhole(CommittedImage kernel) {
    for (WrappedImage wrapped : kernel.wrapped()) {
      KernelImage whole = read(wrapped);
      int length = wrapped.file().length;
      for (int step = 1; step <= 40; step++) {
        assertUnreadableOrWhole(whole, cut(wrapped, (int) ((long) length * step / 41)));
      }
      for (int last = 1; last <= 24; last++) {
        assertUnreadableOrWhole(whole, cut(wrapped, length - last));
      }
    }
  }

  /** At an odd length: a flat file that ends exactly behind a row of its table looks whole. */
  private static byte[] cut(WrappedImage wrapped, int length) {
    return Arrays.copyOf(wrapped.file(), length | 1);
  }

  private static void assertUnreadableOrWhole(KernelImage whole, byte[] cut) {
    ImageReader.read(cut, LIMITS)
        .match(
            image -> {
              assertEquals(whole.parameters(), image.parameters());
              assertEquals(whole.tokens(), image.tokens());
              return true;
            },
            reason -> {
              assertFalse(reason.isEmpty());
              return false;
            });
  }

  @Test
  void noFlippedBitMakesAKernelUnderstandWhatItsSourceDoesNot() {
    for (WrappedImage wrapped : CommittedImage.EL7_514.wrapped()) {
      Random random = new Random(wrapped.file().length);
      for (int flip = 0; flip < 200; flip++) {
        byte[] damaged = wrapped.file().clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        ImageReader.read(damaged, LIMITS)
            .match(
                image -> {
                  assertNotEquals(Says.UNDERSTOOD, nokmem(image), wrapped.wrappings().toString());
                  return true;
                },
                reason -> false);
      }
    }
  }

  @Test
  void aFlippedBitBelowAChecksumIsNoticed() {
    for (Packer packer : Packer.values()) {
      if (packer.isChecked()) {
        assertFlipsAreNoticed(packer.packSized(CommittedImage.X86_64_6_1.plain()));
      }
    }
  }

  private static void assertFlipsAreNoticed(byte[] payload) {
    byte[] file = ImageBuilder.bzImage(payload);
    String release = CommittedImage.X86_64_6_1.release();
    byte[] version = ImageBuilder.latin1(release + " (builder@lab.invalid)\0");
    System.arraycopy(version, 0, file, 0x300, version.length);
    KernelImage whole = read(file);
    Random random = new Random(payload.length);
    for (int flip = 0; flip < 300; flip++) {
      byte[] damaged = file.clone();
      int at = ImageBuilder.SETUP_BYTES + 100 + random.nextInt(payload.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      assertUnreadableOrWhole(whole, damaged);
    }
  }
}
