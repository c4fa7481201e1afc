package remediator.kernelimage;

import static remediator.kernelimage.ImageBuilder.latin1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plain kernel in one of the containers it may come in, and the wrappings a reader should name.
 */
final class WrappedImage {
  private static final int OLD_PROTOCOL = 0x203;
  private static final int PROTOCOL = 0x20f;

  private final List<String> wrappings;
  private final byte[] file;

  WrappedImage(List<String> wrappings, byte[] file) {
    this.wrappings = List.copyOf(wrappings);
    this.file = file;
  }

  /** As {@link KernelImage#wrappings}. */
  List<String> wrappings() {
    return wrappings;
  }

  byte[] file() {
    return file;
  }

  /** Every container, around a kernel that its first bytes tell, an ELF file or an Image. */
  static List<WrappedImage> allOf(byte[] plain, String release) {
    List<WrappedImage> all = new ArrayList<>(ofPayload(plain, release));
    all.add(new WrappedImage(List.of(), plain));
    for (Packer packer : Packer.values()) {
      all.add(new WrappedImage(List.of(packer.word()), packer.pack(plain)));
    }
    byte[] bzImage = bzImage(PROTOCOL, release, Packer.ZSTD, plain);
    byte[] zboot = ImageBuilder.zboot(Packer.GZIP, plain);
    all.add(new WrappedImage(List.of("bzImage", "zstd"), signed(bzImage)));
    all.add(new WrappedImage(List.of("UKI", "bzImage", "zstd"), uki(bzImage, release)));
    all.add(new WrappedImage(List.of("UKI", "zboot", "gzip"), uki(zboot, release)));
    all.add(new WrappedImage(List.of("UKI"), uki(plain, release)));
    return all;
  }

  /** The containers whose payload may also be a flat kernel that nothing marks as one. */
  static List<WrappedImage> ofPayload(byte[] plain, String release) {
    List<WrappedImage> all = new ArrayList<>();
    for (Packer packer : Packer.values()) {
      String word = packer.word();
      byte[] old = bzImage(OLD_PROTOCOL, release, packer, plain);
      all.add(new WrappedImage(List.of("bzImage", word), old));
      byte[] bzImage = bzImage(PROTOCOL, release, packer, plain);
      all.add(new WrappedImage(List.of("bzImage", word), bzImage));
      all.add(new WrappedImage(List.of("zboot", word), ImageBuilder.zboot(packer, plain)));
      all.add(new WrappedImage(List.of("zImage", word), ImageBuilder.zImage(packer, plain)));
      all.add(new WrappedImage(List.of("s390 image", word), s390(packer.packSized(plain))));
    }
    return all;
  }

  /** The same with one more word, when what lies inside is itself of a kind with a header. */
  WrappedImage holding(Optional<String> kind) {
    List<String> longer = new ArrayList<>(wrappings);
    kind.ifPresent(longer::add);
    return new WrappedImage(longer, file);
  }

  private static byte[] bzImage(int protocol, String release, Packer packer, byte[] plain) {
    String version = release + " (builder@lab.invalid) #1 SMP\0";
    return ImageBuilder.bzImage(protocol, version, packer.packSized(plain));
  }

  /** Most of what follows the magic is the payload; with kernels as small as these, all of it. */
  private static byte[] s390(byte[] payload) {
    byte[] head = new byte[0x10010];
    System.arraycopy(latin1("S390EP"), 0, head, 0x10008, 6);
    return ImageBuilder.joined(head, payload);
  }

  private static byte[] uki(byte[] linux, String release) {
    return ImageBuilder.uki(linux, release + "\n");
  }

  /** A bzImage is a PE file too; the signature of UEFI Secure Boot lies behind everything. */
  private static byte[] signed(byte[] bzImage) {
    ByteBuffer head = ByteBuffer.wrap(bzImage.clone()).order(ByteOrder.LITTLE_ENDIAN);
    head.put(0, latin1("MZ")).putInt(0x3c, 0x40).put(0x40, latin1("PE\0\0"));
    head.putShort(0x46, (short) 1).putShort(0x54, (short) 160).putShort(0x58, (short) 0x20b);
    head.put(0xf8, latin1(".text")).putInt(0x100, bzImage.length).putInt(0x108, bzImage.length);
    return ImageBuilder.joined(
        head.array(), latin1("\u0010\0\0\0\0\u0002\u0002\0PKCS#7, not really"));
  }
}
