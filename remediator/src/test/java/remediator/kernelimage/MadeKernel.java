package remediator.kernelimage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel made of names alone, without a compiler: its handlers hold no code.
 *
 * @param strays texts that stand in it and that no table points to
 */
record MadeKernel(
    String release,
    List<Row> rows,
    List<String> moduleParameters,
    List<String> controllers,
    List<String> strays) {

  /** Names of the core: with fewer than eight of these nobody believes a table. */
  static final List<String> CORE =
      List.of(
          "console=",
          "root=",
          "ro",
          "rw",
          "init=",
          "rdinit=",
          "rootwait",
          "rootflags=",
          "rootfstype=",
          "rootdelay=",
          "resume=",
          "noresume",
          "reset_devices",
          "reboot=",
          "nosmp",
          "maxcpus=",
          "isolcpus=",
          "clocksource=",
          "hugepages=",
          "security=",
          "selinux=",
          "audit=",
          "elevator=",
          "noinitrd",
          "ramdisk_size=");

  private static final int HEAD_BYTES = 0x400;
  private static final int ELF_HEADER_BYTES = 0x100;
  private static final int HANDLER_BYTES = 16;

  /** One row of the table; a handler may be missing. */
  record Row(String text, boolean early, boolean obsolete) {
    static Row of(String text) {
      return new Row(text, !text.endsWith("="), false);
    }
  }

  /** The machine, and how its kernels lie in a file. */
  enum Shape {
    X86_64(62, 8, ByteOrder.LITTLE_ENDIAN, 0xffffffff81000000L, 0),
    I686(3, 4, ByteOrder.LITTLE_ENDIAN, 0xc1000000L, 0),
    PPC64LE(21, 8, ByteOrder.LITTLE_ENDIAN, 0xc000000000000000L, 0),
    S390X_ELF(22, 8, ByteOrder.BIG_ENDIAN, 0x100000, 0),
    S390X(0, 8, ByteOrder.BIG_ENDIAN, 0x100000, 0),
    ARM(0, 4, ByteOrder.LITTLE_ENDIAN, 0xc0008000L, 0),
    RISCV64(0, 8, ByteOrder.LITTLE_ENDIAN, 0xffffffff80000000L, 0),
    AARCH64(0, 8, ByteOrder.LITTLE_ENDIAN, 0xffff800080000000L, 0),
    /** As built before 6.12: every pointer is zero, and stands in a relocation. */
    AARCH64_RELA(0, 8, ByteOrder.LITTLE_ENDIAN, 0xffff800008000000L, 0x403),
    /** With relocations in place, as s390 before 6.12. */
    S390X_RELA(0, 8, ByteOrder.BIG_ENDIAN, 0x100000, 12);

    private final int elfMachine;
    private final int wordBytes;
    private final ByteOrder order;
    private final long base;
    private final int relocationType;

    Shape(int elfMachine, int wordBytes, ByteOrder order, long base, int relocationType) {
      this.elfMachine = elfMachine;
      this.wordBytes = wordBytes;
      this.order = order;
      this.base = base;
      this.relocationType = relocationType;
    }

    /** Whether its kind can be told from its first bytes. */
    boolean isMarked() {
      return elfMachine != 0 || !magic().isEmpty();
    }

    private String magic() {
      return switch (this) {
        case AARCH64, AARCH64_RELA -> "ARMd";
        case RISCV64 -> "RSC\u0005";
        default -> "";
      };
    }

    private boolean keepsPointers() {
      return this != AARCH64_RELA;
    }
  }

  /** A kernel with the core's names and these behind them. */
  static MadeKernel withParameters(String... texts) {
    List<Row> rows = new ArrayList<>(CORE.stream().map(Row::of).toList());
    List.of(texts).forEach(text -> rows.add(Row.of(text)));
    return new MadeKernel("6.1.0-made", rows, modules(), List.of("cpu", "io", "memory"), List.of());
  }

  MadeKernel withStrays(String... texts) {
    return new MadeKernel(release, rows, moduleParameters, controllers, List.of(texts));
  }

  private static List<String> modules() {
    List<String> names = new ArrayList<>(List.of("panic", "initcall_debug"));
    for (int i = 0; i < 30; i++) {
      names.add("made" + i + ".value");
    }
    return names;
  }

  /** The bytes that are a vmlinux, or that lie in memory. */
  byte[] plain(Shape shape) {
    return new Writing(this, shape).plain();
  }

  /** One image being written; addresses are known because texts come before what points to them. */
  private static final class Writing {
    private static final int POINTERS_MORE = 1100;

    private final MadeKernel kernel;
    private final Shape shape;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<long[]> relocations = new ArrayList<>();

    Writing(MadeKernel kernel, Shape shape) {
      this.kernel = kernel;
      this.shape = shape;
    }

    byte[] plain() {
      head();
      text("Linux version " + kernel.release() + " (made@lab.invalid) (no compiler) #1 SMP\n");
      kernel.strays().forEach(this::text);
      List<Long> controllers = texts(kernel.controllers());
      List<Long> modules = texts(kernel.moduleParameters());
      out.write(0xff);
      List<Long> parameters = texts(kernel.rows().stream().map(Row::text).toList());
      align();
      controllers.forEach(this::pointer);
      word(0);
      modules.forEach(this::moduleParameter);
      words(3);
      for (int i = 0; i < parameters.size(); i++) {
        row(parameters.get(i), kernel.rows().get(i), i);
      }
      words(3);
      relocations();
      return shape.elfMachine == 0 ? out.toByteArray() : elf(out.toByteArray());
    }

    private void head() {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      head.put(0x38, latin1(shape.magic()));
      out.writeBytes(head.array());
    }

    private List<Long> texts(List<String> all) {
      return all.stream().map(this::text).toList();
    }

    private long text(String text) {
      long address = here();
      out.writeBytes(latin1(text));
      out.write(0);
      return address;
    }

    private void row(long text, Row row, int number) {
      pointer(text);
      if (row.obsolete()) {
        word(0);
      } else {
        pointer(shape.base + 0x100 + (long) number % 32 * HANDLER_BYTES);
      }
      int32(row.early() ? 1 : 0);
      out.writeBytes(new byte[shape.wordBytes - 4]);
    }

    /** As of 4.2: name, module, operations, mode, argument. */
    private void moduleParameter(long name) {
      pointer(name);
      word(0);
      pointer(shape.base + 0x80);
      byte[] mode = new byte[shape.wordBytes];
      in(mode).putShort(0, (short) 0644);
      out.writeBytes(mode);
      pointer(shape.base + 0x88);
    }

    private void pointer(long address) {
      relocations.add(new long[] {here(), address});
      word(shape.keepsPointers() ? address : 0);
    }

    private void relocations() {
      if (shape.relocationType == 0) {
        return;
      }
      for (int i = 0; i < POINTERS_MORE; i++) {
        pointer(shape.base + 0x90);
      }
      for (long[] relocation : relocations) {
        word(relocation[0]);
        word(shape.relocationType);
        word(relocation[1]);
      }
    }

    private void words(int count) {
      for (int i = 0; i < count; i++) {
        word(0);
      }
    }

    private void word(long value) {
      byte[] word = new byte[shape.wordBytes];
      if (shape.wordBytes == Long.BYTES) {
        in(word).putLong(0, value);
      } else {
        in(word).putInt(0, (int) value);
      }
      out.writeBytes(word);
    }

    private void int32(int value) {
      byte[] number = new byte[Integer.BYTES];
      in(number).putInt(0, value);
      out.writeBytes(number);
    }

    private void align() {
      while (out.size() % 8 != 0) {
        out.write(0);
      }
    }

    private long here() {
      return shape.base + out.size();
    }

    private byte[] elf(byte[] memory) {
      boolean wide = shape.wordBytes == 8;
      byte[] all = new byte[ELF_HEADER_BYTES + memory.length];
      ByteBuffer file = in(all);
      file.put(0, latin1("\u007fELF")).put(4, (byte) (wide ? 2 : 1));
      file.put(5, (byte) (shape.order == ByteOrder.BIG_ENDIAN ? 2 : 1)).put(6, (byte) 1);
      file.putShort(16, (short) 2).putShort(18, (short) shape.elfMachine);
      if (wide) {
        file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        file.putInt(64, 1).putInt(68, 7).putLong(72, ELF_HEADER_BYTES).putLong(80, shape.base);
        file.putLong(96, memory.length).putLong(104, memory.length);
      } else {
        file.putInt(28, 52).putShort(42, (short) 32).putShort(44, (short) 1);
        file.putInt(52, 1).putInt(56, ELF_HEADER_BYTES).putInt(60, (int) shape.base);
        file.putInt(68, memory.length).putInt(72, memory.length);
      }
      file.put(ELF_HEADER_BYTES, memory);
      return all;
    }

    private ByteBuffer in(byte[] bytes) {
      return ByteBuffer.wrap(bytes).order(shape.order);
    }

    private static byte[] latin1(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
