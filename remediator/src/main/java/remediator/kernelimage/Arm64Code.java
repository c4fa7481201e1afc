package remediator.kernelimage;

/**
 * arm64: {@code adrp reg, page} with {@code add reg, reg, #low} behind it, and {@code adr reg} (Arm
 * ARM, C6.2). Instructions are little-endian on big-endian kernels too.
 */
final class Arm64Code implements HandlerCode {
  private static final int REGISTERS = 32;

  @Override
  public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
    long[] page = new long[REGISTERS];
    for (int i = from; i <= to - Integer.BYTES; i += Integer.BYTES) {
      int code = instruction(map.array(), i);
      int target = code & 31;
      int source = (code >>> 5) & 31;
      long here = address + (i - from);
      if ((code & 0x9f000000) == 0x90000000) {
        page[target] = (here & ~0xfffL) + (relative(code) << 12);
      } else if ((code & 0x9f000000) == 0x10000000) {
        found.add(here + relative(code));
      } else if ((code & 0xffc00000) == 0x91000000 && page[source] != 0) {
        found.add(page[source] + ((code >>> 10) & 0xfff));
      }
    }
  }

  static int instruction(byte[] a, int at) {
    return ((a[at + 3] & 0xff) << 24)
        | ((a[at + 2] & 0xff) << 16)
        | ((a[at + 1] & 0xff) << 8)
        | (a[at] & 0xff);
  }

  /** The 21 bits of adr and adrp: 19 high ones from bit 5, two low ones from bit 29. */
  private static long relative(int code) {
    int high = (code << 8) >> 13;
    return ((long) high << 2) | ((code >>> 29) & 3);
  }
}
