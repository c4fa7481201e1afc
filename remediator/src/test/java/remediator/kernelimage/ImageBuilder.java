package remediator.kernelimage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Makes the containers in which kernels come, around whatever is to lie in them. */
final class ImageBuilder {
  private static final int SECTOR = 512;
  private static final int SETUP_SECTORS = 3;
  static final int SETUP_BYTES = (SETUP_SECTORS + 1) * SECTOR;

  private ImageBuilder() {}

  static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** An ELF file that compresses about as well as a kernel: words from a small vocabulary. */
  static byte[] elf(int bytes) {
    byte[] elf = vocabulary(bytes);
    ByteBuffer header = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
    header.put(latin1("\u007fELF\u0002\u0001\u0001")).position(16);
    header.putShort((short) 2).putShort((short) 62);
    return elf;
  }

  static byte[] vocabulary(int bytes) {
    var random = new Random(bytes);
    byte[] content = new byte[bytes];
    for (int at = 0; at < bytes; at++) {
      content[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : at / 7);
    }
    return content;
  }

  static byte[] bzImage(byte[] payload) {
    return bzImage(0x20f, "6.1.0-test (build@host) #1 SMP", payload);
  }

  /** With 100 bytes of code before the payload and a checksum's worth after it. */
  static byte[] bzImage(int protocol, String version, byte[] payload) {
    int offset = 100;
    ByteBuffer setup = ByteBuffer.allocate(SETUP_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    setup.put(0x1f1, (byte) SETUP_SECTORS).putShort(0x1fe, (short) 0xaa55);
    setup.put(0x202, latin1("HdrS")).putShort(0x206, (short) protocol);
    setup.putShort(0x20e, (short) 0x100).put(0x300, latin1(version));
    if (protocol >= 0x208) {
      setup.putInt(0x248, offset).putInt(0x24c, payload.length);
    }
    return joined(setup.array(), new byte[offset], payload, new byte[4]);
  }

  static byte[] zboot(Packer packer, byte[] plain) {
    byte[] packed = packer.pack(plain);
    ByteBuffer header = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
    header.put(0, latin1("MZ\0\0zimg")).putInt(8, 0x1000).putInt(12, packed.length);
    header.put(24, latin1(packer.word())).putInt(0x38, 0x818223cd).putInt(0x3c, 0x40);
    header.put(0x40, latin1("PE\0\0"));
    byte[] size = packer == Packer.GZIP ? new byte[0] : Packer.size(plain.length);
    return joined(header.array(), packed, size, new byte[64]);
  }

  static byte[] flat(String magic, byte[] content) {
    byte[] image = content.clone();
    System.arraycopy(latin1(magic), 0, image, 0x38, magic.length());
    return image;
  }

  static byte[] zImage(Packer packer, byte[] plain) {
    ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0x24, 0x016f2818);
    return joined(head.array(), packer.packSized(plain), latin1("a device tree"));
  }

  static byte[] s390(byte[] rest) {
    byte[] head = new byte[0x11000];
    System.arraycopy(latin1("S390EP"), 0, head, 0x10008, 6);
    return joined(head, rest, new byte[32]);
  }

  static byte[] uki(byte[] linux, String release) {
    byte[] uname = latin1(release);
    ByteBuffer head = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
    head.put(0, latin1("MZ")).putInt(0x3c, 0x80).put(0x80, latin1("PE\0\0"));
    head.putShort(0x80 + 6, (short) 3).putShort(0x80 + 20, (short) 112);
    int sections = 0x80 + 24 + 112;
    section(head, sections, ".text", 0, 0, 0);
    section(head, sections + 40, ".uname", uname.length, uname.length + 16, 0x400);
    int start = 0x400 + uname.length + 16;
    section(head, sections + 80, ".linux", linux.length, linux.length + 30, start);
    return joined(head.array(), uname, new byte[16], linux, new byte[30], latin1("signature"));
  }

  private static void section(
      ByteBuffer head, int at, String name, int virtualSize, int rawSize, int rawOffset) {
    head.put(at, latin1(name)).putInt(at + 8, virtualSize);
    head.putInt(at + 16, rawSize).putInt(at + 20, rawOffset);
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(Bytes bytes) {
    int start = bytes.arrayOffset();
    return Arrays.copyOfRange(bytes.array(), start, start + bytes.length());
  }

  static byte[] cut(byte[] image, int length) {
    return Arrays.copyOf(image, length);
  }

  static byte[] putInt(byte[] image, int offset, int value) {
    byte[] changed = image.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return changed;
  }
}
