package remediator.kernelimage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes the plain bytes of small kernels: memory that begins at an address, filled from low to
 * high, as an ELF file of one segment or flat.
 */
final class PlainKernel {
  /** Names of the core that make a table believable, and some others. */
  static final List<String> CORE =
      List.of(
          "console=",
          "root=",
          "ro",
          "rw",
          "init=",
          "rdinit=",
          "loglevel",
          "quiet",
          "debug",
          "rootfstype=",
          "rootflags=",
          "rootdelay=",
          "resume=",
          "lpj=",
          "maxcpus",
          "isolcpus=",
          "cgroup_disable=",
          "printk.devkmsg=",
          "reboot=",
          "hashdist=",
          "dhash_entries=",
          "ihash_entries=",
          "netdev=",
          "clocksource=",
          "fancy_option=");

  static final String BANNER =
      "Linux version 3.10.0-1.test (me@here) (gcc version 4.8.5) #1 SMP Mon Jan 1 2018\n";
  static final int EM_X86_64 = 62;
  private static final int HEADERS = 0x1000;

  private final int wordBytes;
  private final long base;
  private final ByteBuffer memory;
  private final List<Row> rows = new ArrayList<>();

  /** One row of the table that {@link #table} writes. */
  record Row(String name, boolean early, boolean handled, long handler) {}

  PlainKernel(int wordBytes, ByteOrder order, long base) {
    this.wordBytes = wordBytes;
    this.base = base;
    this.memory = ByteBuffer.allocate(1 << 18).order(order);
  }

  /** A 64-bit, little-endian one. */
  static PlainKernel wide(long base) {
    return new PlainKernel(Long.BYTES, ByteOrder.LITTLE_ENDIAN, base);
  }

  /** One as of x86-64, with the rows of the core and a banner. */
  static PlainKernel x86() {
    return wide(0xffffffff81000000L).core();
  }

  PlainKernel core() {
    text(BANNER);
    CORE.forEach(name -> row(name, !name.endsWith("=")));
    return this;
  }

  long address() {
    return base + memory.position();
  }

  long text(String text) {
    return bytes((text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  long bytes(byte... bytes) {
    long at = address();
    memory.put(bytes);
    return at;
  }

  PlainKernel align() {
    while (memory.position() % Long.BYTES != 0) {
      memory.put((byte) 0);
    }
    return this;
  }

  long word(long word) {
    long at = address();
    if (wordBytes == Long.BYTES) {
      memory.putLong(word);
    } else {
      memory.putInt((int) word);
    }
    return at;
  }

  PlainKernel int32(int number) {
    memory.putInt(number);
    return this;
  }

  /** A row whose handler does nothing. */
  PlainKernel row(String name, boolean early) {
    rows.add(new Row(name, early, true, 0));
    return this;
  }

  PlainKernel obsoleteRow(String name) {
    rows.add(new Row(name, false, false, 0));
    return this;
  }

  PlainKernel row(String name, long handler) {
    rows.add(new Row(name, false, true, handler));
    return this;
  }

  /** Writes the rows so far as a table, their texts and handlers in front; the rows are used up. */
  long table() {
    long handler = bytes(new byte[] {(byte) 0xc3, 0, 0, 0, 0, 0, 0, 0});
    long[] names = rows.stream().mapToLong(row -> text(row.name())).toArray();
    align().word(0);
    align();
    long start = address();
    for (int i = 0; i < names.length; i++) {
      Row row = rows.get(i);
      long own = row.handler() == 0 ? handler : row.handler();
      setupRow(names[i], row.handled() ? own : 0, row.early());
    }
    rows.clear();
    for (int i = 0; i < 3; i++) {
      word(-1);
    }
    return start;
  }

  private void setupRow(long name, long handler, boolean early) {
    word(name);
    word(handler);
    int32(early ? 1 : 0);
    if (wordBytes == Long.BYTES) {
      int32(0);
    }
  }

  /** Overwrites bytes at an address. */
  PlainKernel patch(long address, byte... bytes) {
    int at = (int) (address - base);
    for (int i = 0; i < bytes.length; i++) {
      memory.put(at + i, bytes[i]);
    }
    return this;
  }

  long read(long address) {
    return memory.getLong((int) (address - base));
  }

  byte[] flat() {
    return Arrays.copyOf(memory.array(), memory.position());
  }

  byte[] elf(int machine) {
    boolean wide = wordBytes == Long.BYTES;
    ByteBuffer file = ByteBuffer.allocate(HEADERS + memory.position()).order(memory.order());
    boolean big = memory.order() == ByteOrder.BIG_ENDIAN;
    file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (big ? 2 : 1), 1});
    file.putShort(16, (short) 2).putShort(18, (short) machine);
    int header = wide ? 64 : 52;
    if (wide) {
      file.putLong(32, header).putShort(54, (short) 56).putShort(56, (short) 1);
      file.putInt(header, 1).putInt(header + 4, 5).putLong(header + 8, HEADERS);
      file.putLong(header + 16, base).putLong(header + 32, memory.position());
      file.putLong(header + 40, memory.position());
    } else {
      file.putInt(28, header).putShort(42, (short) 32).putShort(44, (short) 1);
      file.putInt(header, 1).putInt(header + 4, HEADERS).putInt(header + 8, (int) base);
      file.putInt(header + 16, memory.position()).putInt(header + 20, memory.position());
    }
    file.position(HEADERS);
    file.put(memory.array(), 0, memory.position());
    return file.array();
  }

  static KernelImage read(byte[] plain, String... wrappings) throws UnreadableImageException {
    return ImageTables.read(
        new PlainImage(Bytes.of(plain), List.of(wrappings), Optional.empty()),
        ImageLimits.shipped(() -> false));
  }

  /** Why an image cannot be read. */
  static String refusal(byte[] plain) {
    try {
      return "read: " + read(plain);
    } catch (UnreadableImageException e) {
      return e.reason();
    }
  }

  static List<String> names(KernelImage image) {
    return image.parameters().stream().map(BootParameter::text).toList();
  }
}
