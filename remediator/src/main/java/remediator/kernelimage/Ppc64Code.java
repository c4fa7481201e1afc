package remediator.kernelimage;

/**
 * 64-bit PowerPC, little-endian: {@code addis reg, r2, high} with {@code addi reg, reg, low} behind
 * it, where r2 is the table of contents, which a function sets up first from its own address (ELFv2
 * ABI, 2.3.2).
 */
final class Ppc64Code implements HandlerCode {
  private static final int REGISTERS = 32;
  private static final int TOC = 2;
  private static final int OWN_ADDRESS = 12;
  private static final int ADDI = 14;
  private static final int ADDIS = 15;

  @Override
  public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
    long[] value = new long[REGISTERS];
    value[OWN_ADDRESS] = address;
    for (int i = from; i <= to - Integer.BYTES; i += Integer.BYTES) {
      int code = map.int32(i);
      int operation = code >>> 26;
      int target = (code >>> 21) & 31;
      int source = (code >>> 16) & 31;
      long high = value[source];
      if (operation == ADDIS && (source == TOC || source == OWN_ADDRESS) && high != 0) {
        value[target] = high + ((long) (short) code << 16);
      } else if (operation == ADDI && high != 0 && source != 0) {
        long sum = high + (short) code;
        if (source == TOC && target == TOC) {
          value[TOC] = sum;
        } else {
          found.add(sum);
        }
      }
    }
  }
}
