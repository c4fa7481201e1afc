package remediator.kernelimage;

/**
 * s390x: {@code larl reg, relative}, in halfwords from the instruction (z/Architecture Principles
 * of Operation, chapter 7). The two highest bits of an instruction tell its length.
 */
final class S390Code implements HandlerCode {
  private static final int LARL_BYTES = 6;

  @Override
  public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
    byte[] a = map.array();
    int i = from;
    while (i <= to - LARL_BYTES) {
      if ((a[i] & 0xff) == 0xc0 && (a[i + 1] & 15) == 0) {
        found.add(address + (i - from) + 2L * map.int32(i + 2));
      }
      int length = (a[i] & 0xff) >>> 6;
      i += length == 0 ? 2 : length == 3 ? LARL_BYTES : 4;
    }
  }
}
