package remediator.kernelimage;

import remediator.kernelimage.AddressMap.Segment;

/**
 * The program headers of an ELF kernel: which bytes are loaded where (elf(5)).
 *
 * <p>Section headers are not used: a kernel that is stripped has none, and a table's bounds do not
 * stand in them anyway, since {@code .init.setup} is a part of {@code .init.data}. Nor are the
 * flags of segments: since 6.15 x86 has its start-up code in one that is not executable.
 */
final class ElfFile {
  private static final String MAGIC = "\u007fELF";
  private static final int CLASS_32 = 1;
  private static final int CLASS_64 = 2;
  private static final int DATA_BIG = 2;
  private static final int PT_LOAD = 1;

  /** Kernels have two to five; a user-mode kernel six. */
  private static final int SEGMENTS_MAX = 16;

  /** Kernels have up to ten program headers, of all kinds. */
  private static final int HEADERS_MAX = 64;

  private final Bytes bytes;
  private final boolean wide;
  private final Machine machine;
  private final Segment[] segments = new Segment[SEGMENTS_MAX];
  private int count;

  private ElfFile(Bytes bytes, boolean wide) {
    this.bytes = bytes;
    this.wide = wide;
    this.machine =
        Machine.ofElf(bytes.u16(18), wide ? Long.BYTES : Integer.BYTES, bytes.isBigEndian());
  }

  static boolean matches(Bytes bytes) {
    return bytes.startsWith(MAGIC, 0);
  }

  /** The addresses of an ELF kernel. */
  static AddressMap map(Bytes bytes) throws UnreadableImageException {
    if (!bytes.has(0, 64)) {
      throw new UnreadableImageException("the ELF file inside ends within its header");
    }
    int elfClass = bytes.u8(4);
    if (elfClass != CLASS_32 && elfClass != CLASS_64) {
      throw new UnreadableImageException("the ELF file inside is neither 32 nor 64 bits wide");
    }
    return new ElfFile(bytes.bigEndian(bytes.u8(5) == DATA_BIG), elfClass == CLASS_64).map();
  }

  private AddressMap map() throws UnreadableImageException {
    long table = wide ? bytes.i64(32) : bytes.u32(28);
    int size = bytes.u16(wide ? 54 : 42);
    int headers = bytes.u16(wide ? 56 : 44);
    if (size < (wide ? 56 : 32)
        || headers > HEADERS_MAX
        || !bytes.has(table, (long) size * headers)) {
      throw new UnreadableImageException("the ELF file inside has no usable program headers");
    }
    for (int i = 0; i < headers; i++) {
      header((int) table + i * size);
    }
    dropTemplates();
    if (count == 0) {
      throw new UnreadableImageException("the ELF file inside loads nothing");
    }
    return new AddressMap(bytes.array(), machine, ordered());
  }

  private void header(int at) throws UnreadableImageException {
    long offset = wide ? bytes.i64(at + 8) : bytes.u32(at + 4);
    long fileBytes = wide ? bytes.i64(at + 32) : bytes.u32(at + 16);
    if (bytes.i32(at) != PT_LOAD || fileBytes == 0) {
      return;
    }
    if (!bytes.has(offset, fileBytes)) {
      throw new UnreadableImageException(
          "the ELF file inside is cut short: a segment ends beyond it");
    }
    if (count == SEGMENTS_MAX) {
      throw new UnreadableImageException(
          "the ELF file inside has more than " + SEGMENTS_MAX + " segments");
    }
    long memoryBytes = wide ? bytes.i64(at + 40) : bytes.u32(at + 20);
    segments[count++] =
        new Segment(
            wide ? bytes.i64(at + 16) : bytes.u32(at + 8),
            bytes.arrayOffset() + (int) offset,
            (int) fileBytes,
            Math.max(fileBytes, Math.min(memoryBytes, Integer.MAX_VALUE)));
  }

  /** Until 6.14 x86 links its per-processor data at address zero: no pointer means them. */
  private void dropTemplates() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (segments[i].address() != 0 || !machine.hasTemplateAtZero()) {
        segments[kept++] = segments[i];
      }
    }
    count = kept;
  }

  private Segment[] ordered() throws UnreadableImageException {
    Segment[] all = java.util.Arrays.copyOf(segments, count);
    for (int i = 1; i < count; i++) {
      for (int j = i; j > 0 && all[j - 1].start() > all[j].start(); j--) {
        Segment later = all[j - 1];
        all[j - 1] = all[j];
        all[j] = later;
      }
    }
    for (int i = 1; i < count; i++) {
      if (all[i].start() < all[i - 1].end()) {
        throw new UnreadableImageException("the segments of the ELF file inside overlap");
      }
    }
    return all;
  }
}
