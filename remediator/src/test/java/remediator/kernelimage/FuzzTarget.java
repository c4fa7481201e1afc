package remediator.kernelimage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One thing to fuzz: what the fuzzer's bytes become before they are read, and what it begins with.
 *
 * @param seedMaker makes the inputs to begin with
 * @param file makes the file to be read of an input
 */
record FuzzTarget(String name, Supplier<List<byte[]>> seedMaker, UnaryOperator<byte[]> file) {
  /** Where an image of s390 has its magic; what is in front of it does not matter. */
  private static final int S390_MAGIC = 0x10008;

  /** Reads the bytes as they are in memory, without a container. */
  static final String TABLES = "tables";

  /** All targets, each container by itself. */
  static List<FuzzTarget> all() {
    List<FuzzTarget> all = new ArrayList<>();
    for (Packer packer : Packer.values()) {
      all.add(asIs("bzimage-" + packer.word(), "bzImage " + packer.word()));
      all.add(asIs(packer.word(), packer.word()));
    }
    all.add(asIs("zboot", "zboot gzip", "zboot zstd"));
    all.add(asIs("zimage", "zImage xz", "zImage gzip"));
    all.add(asIs("uki", "UKI bzImage zstd", "UKI"));
    all.add(s390());
    all.add(new FuzzTarget("elf", FuzzTarget::elfKernels, file -> file));
    all.add(new FuzzTarget("arm64-image", () -> plain(CommittedImage.AARCH64), file -> file));
    all.add(new FuzzTarget("riscv-image", () -> plain(CommittedImage.RISCV64), file -> file));
    all.add(new FuzzTarget(TABLES + "-elf", FuzzTarget::elfKernels, file -> file));
    all.add(new FuzzTarget(TABLES + "-flat", FuzzTarget::flatKernels, file -> file));
    all.add(new FuzzTarget("wrapped", FuzzTarget::elfKernels, FuzzTarget::wrap));
    all.add(new FuzzTarget("fields", FuzzTarget::edits, FuzzTarget::withFields));
    return all;
  }

  static FuzzTarget named(String name) {
    return all().stream().filter(target -> target.name().equals(name)).findFirst().orElseThrow();
  }

  /** Inputs need not be longer than what a seed shows to be enough. */
  int inputBytesMax() {
    return seeds().stream().mapToInt(seed -> seed.length).max().orElse(0) + 64;
  }

  /**
   * Whether many of its inputs are searched from end to end for addresses: what is compared there
   * teaches the fuzzer nothing, and telling it takes twenty times as long.
   */
  boolean isFlat() {
    return Set.of("arm64-image", "riscv-image", "s390", TABLES + "-flat", "fields").contains(name);
  }

  boolean isTablesAlone() {
    return name.startsWith(TABLES);
  }

  List<byte[]> seeds() {
    return seedMaker.get();
  }

  /** Files in containers; wrappings as lines of words: {@code UKI bzImage zstd}. */
  private static FuzzTarget asIs(String name, String... wrappings) {
    return new FuzzTarget(name, () -> wrapped(List.of(wrappings)), file -> file);
  }

  private static List<byte[]> wrapped(List<String> wrappings) {
    List<byte[]> seeds = new ArrayList<>();
    for (CommittedImage kernel :
        List.of(CommittedImage.X86_64_6_1, CommittedImage.EL7_514, CommittedImage.I686_6_1)) {
      for (WrappedImage image : kernel.wrapped()) {
        if (wrappings.contains(String.join(" ", image.wrappings()))) {
          seeds.add(image.file());
        }
      }
    }
    return seeds;
  }

  private static List<byte[]> plain(CommittedImage kernel) {
    return List.of(kernel.plain());
  }

  /** The inputs leave out the empty beginning, which would be most of them. */
  private static FuzzTarget s390() {
    return new FuzzTarget(
        "s390",
        () ->
            CommittedImage.S390X.wrapped().stream()
                .map(image -> Arrays.copyOfRange(image.file(), S390_MAGIC, image.file().length))
                .toList(),
        input -> ImageBuilder.joined(new byte[S390_MAGIC], input));
  }

  private static List<byte[]> elfKernels() {
    return List.of(
        CommittedImage.X86_64_6_12.plain(),
        CommittedImage.EL6.plain(),
        CommittedImage.EL7_514.plain(),
        CommittedImage.I686_EL6.plain(),
        CommittedImage.PPC64LE.plain(),
        MadeKernel.withParameters("cgroup.memory=").plain(MadeKernel.Shape.S390X_ELF));
  }

  private static List<byte[]> flatKernels() {
    return List.of(
        CommittedImage.AARCH64.plain(),
        CommittedImage.RISCV64.plain(),
        CommittedImage.S390X.plain(),
        CommittedImage.ARM.plain());
  }

  /** Plain bytes in a container that is right: mutations reach the tables through the decoders. */
  private static byte[] wrap(byte[] input) {
    if (input.length == 0) {
      return input;
    }
    Packer[] quick = {Packer.LZ4, Packer.LZOP, Packer.ZSTD, Packer.GZIP};
    Packer packer = quick[input[input.length - 1] & 3];
    byte[] plain = Arrays.copyOf(input, input.length - 1);
    return ImageBuilder.bzImage(0x20f, "", packer.packSized(plain));
  }

  private static List<byte[]> edits() {
    List<byte[]> seeds = new ArrayList<>();
    for (int image = 0; image < Edited.IMAGES.size(); image++) {
      seeds.add(new byte[] {(byte) image, 0, 0x20, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1});
    }
    return seeds;
  }

  /** The right images that numbers are written into; made when first needed. */
  private static final class Edited {
    static final List<byte[]> IMAGES = images();

    private static List<byte[]> images() {
      List<byte[]> images = new ArrayList<>(elfKernels());
      images.addAll(flatKernels());
      images.add(CommittedImage.AARCH64_RELA.plain());
      for (CommittedImage kernel : List.of(CommittedImage.X86_64_6_1, CommittedImage.AARCH64)) {
        kernel.wrapped().stream()
            .map(WrappedImage::file)
            .filter(file -> file.length < S390_MAGIC)
            .forEach(images::add);
      }
      return images;
    }
  }

  private static byte[] withFields(byte[] input) {
    return withFields(Edited.IMAGES, ByteBuffer.wrap(input));
  }

  /**
   * Numbers where headers and tables have theirs; each edit: 16 bits of where, 8 of how wide and
   * how, 32 of what.
   */
  private static byte[] withFields(List<byte[]> images, ByteBuffer edits) {
    if (!edits.hasRemaining()) {
      return new byte[0];
    }
    byte[] file = images.get((edits.get() & 0xff) % images.size()).clone();
    ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (edits.remaining() >= 7) {
      int at = (edits.getShort() & 0xffff) % (file.length - 8);
      int kind = edits.get();
      long value = edits.getInt();
      switch (kind & 7) {
        case 0 -> fields.put(at, (byte) value);
        case 1 -> fields.putShort(at & ~1, (short) value);
        case 2 -> fields.putInt(at & ~3, (int) value);
        case 3 -> fields.putLong(at & ~7, value);
        case 4 -> fields.putInt(at & ~3, fields.getInt(at & ~3) + (int) value % 64);
        case 5 -> fields.putLong(at & ~7, fields.getLong(at & ~7) + value % 64);
        case 6 ->
            fields.putLong(at & ~7, fields.getLong((int) (value & 0x3ff8) % (file.length - 8)));
        default -> file[at] ^= (byte) (1 << (value & 7));
      }
    }
    return file;
  }

  /** What a kernel that a container holds is read from, for checks against its bytes. */
  static Optional<byte[]> plainOf(byte[] file, ImageLimits limits) {
    try {
      return Optional.of(ImageBuilder.bytes(ImageContainer.unwrap(file, limits).bytes()));
    } catch (UnreadableImageException e) {
      return Optional.empty();
    }
  }
}
