package remediator.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An unpacked 64-bit little-endian kernel, read by the little that its loader needs to know: an
 * account of the image that shares nothing with the product's.
 */
final class PlainKernel {
  private static final int ELF_MAGIC = 0x464c457f;
  private static final int PT_LOAD = 1;
  private static final long PER_CPU_MAX = 1L << 32;

  /** {@code struct obs_kernel_param}: text, handler, early. */
  static final int ROW_BYTES = 24;

  private final byte[] bytes;
  private final ByteBuffer words;
  private final List<Segment> segments;

  private record Segment(long address, long offset, long length) {}

  private PlainKernel(byte[] bytes, List<Segment> segments) {
    this.bytes = bytes;
    this.words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.segments = segments;
  }

  /** An ELF file, or flat bytes that begin at an address. */
  static PlainKernel of(byte[] bytes, long flatAddress) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return words.getInt(0) == ELF_MAGIC
        ? new PlainKernel(bytes, segments(words))
        : new PlainKernel(bytes, List.of(new Segment(flatAddress, 0, bytes.length)));
  }

  private static List<Segment> segments(ByteBuffer elf) {
    int table = (int) elf.getLong(0x20);
    int size = elf.getShort(0x36);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < elf.getShort(0x38); i++) {
      int header = table + i * size;
      long address = elf.getLong(header + 0x10);
      boolean perCpu = Long.compareUnsigned(address, PER_CPU_MAX) < 0;
      if (elf.getInt(header) == PT_LOAD && !perCpu) {
        segments.add(new Segment(address, elf.getLong(header + 0x08), elf.getLong(header + 0x20)));
      }
    }
    return segments;
  }

  /** The bytes; they may be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The text at an address, up to its zero. */
  String text(long address) {
    int start = offset(address);
    int end = start;
    while (bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private int offset(long address) {
    return segments.stream()
        .filter(s -> address >= s.address() && address < s.address() + s.length())
        .mapToInt(s -> (int) (address - s.address() + s.offset()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(Long.toHexString(address) + " is nowhere"));
  }

  /** Where the one row of the table of boot parameters with this text begins. */
  int row(String text) {
    List<Integer> rows = new ArrayList<>();
    for (long address : addresses(text)) {
      for (int at = 0; at <= bytes.length - ROW_BYTES; at += Long.BYTES) {
        if (words.getLong(at) == address && words.getLong(at + 2 * Long.BYTES) >>> 1 == 0) {
          rows.add(at);
        }
      }
    }
    if (rows.size() != 1) {
      throw new IllegalStateException(text + " has rows at " + rows);
    }
    return rows.get(0);
  }

  private List<Long> addresses(String text) {
    byte[] wanted = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    List<Long> found = new ArrayList<>();
    for (Segment s : segments) {
      long last = s.offset() + s.length() - wanted.length;
      for (int at = (int) s.offset(); at <= last; at++) {
        if (holds(at, wanted)) {
          found.add(s.address() + at - s.offset());
        }
      }
    }
    return found;
  }

  /** Whether a text stands anywhere, with the zero that ends it. */
  boolean holds(String text) {
    return !addresses(text).isEmpty();
  }

  private boolean holds(int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
