package remediator.kernelimage;

/**
 * 64-bit RISC-V: {@code auipc reg, high} with {@code addi reg, reg, low} behind it (RISC-V ISA
 * manual volume I, 2.4). Instructions are two or four bytes long, by the two lowest bits.
 */
final class RiscvCode implements HandlerCode {
  private static final int REGISTERS = 32;
  private static final int AUIPC = 0x17;
  private static final int ADDI = 0x13;

  @Override
  public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
    long[] high = new long[REGISTERS];
    int i = from;
    while (i <= to - Integer.BYTES) {
      if ((map.array()[i] & 3) != 3) {
        i += Short.BYTES;
      } else {
        int code = map.int32(i);
        int target = (code >>> 7) & 31;
        int source = (code >>> 15) & 31;
        if ((code & 0x7f) == AUIPC) {
          high[target] = address + (i - from) + (code & 0xfffff000);
        } else if ((code & 0x707f) == ADDI && high[source] != 0) {
          found.add(high[source] + (code >> 20));
        }
        i += Integer.BYTES;
      }
    }
  }
}
