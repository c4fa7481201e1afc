package remediator.kernelimage;

/**
 * 32-bit arm: {@code movw} with {@code movt}, and {@code ldr reg, [pc, #n]} of a word that holds
 * the address (Arm ARM for ARMv7-A, A8.8). Thumb code is not read.
 */
final class ArmCode implements HandlerCode {
  private static final int REGISTERS = 16;
  private static final int AHEAD = 8;

  @Override
  public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
    if ((address & 3) != 0) {
      return;
    }
    int[] low = new int[REGISTERS];
    for (int i = from; i <= to - Integer.BYTES; i += Integer.BYTES) {
      int code = map.int32(i);
      int register = (code >>> 12) & 15;
      int half = ((code >>> 4) & 0xf000) | (code & 0xfff);
      if ((code & 0x0ff00000) == 0x03000000) {
        low[register] = half;
      } else if ((code & 0x0ff00000) == 0x03400000) {
        found.add(((half << 16) | low[register]) & 0xffffffffL);
      } else if ((code & 0x0f7f0000) == 0x051f0000) {
        load(map, i, code, found);
      }
    }
  }

  private static void load(AddressMap map, int at, int code, Addresses found) {
    int offset = code & 0xfff;
    int from = at + AHEAD + ((code & (1 << 23)) != 0 ? offset : -offset);
    if (from >= 0 && from <= map.endOf(at) - Integer.BYTES && map.endOf(from) == map.endOf(at)) {
      found.add(map.word(from));
    }
  }
}
