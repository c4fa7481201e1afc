package remediator.kernelimage;

/**
 * x86, 32 and 64 bits: {@code lea reg, [rip + rel32]}, {@code mov reg, imm32}, {@code push imm32}
 * and {@code mov [esp + n], imm32} (Intel SDM volume 2).
 *
 * <p>Instructions have any length, so every byte is tried as the first of one. A wrong guess makes
 * an address that is nowhere, or not that of a text.
 */
final class X86Code implements HandlerCode {
  private static final int REX_W = 0x48;
  private static final int REX_WR = 0x4c;
  private static final int REX_WB = 0x49;
  private static final int LEA = 0x8d;
  private static final int MOV_IMM = 0xc7;
  private static final int MOV_REGISTER_IMM = 0xb8;
  private static final int PUSH_IMM = 0x68;

  @Override
  public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
    byte[] a = map.array();
    for (int i = from; i < to - 8; i++) {
      int first = a[i] & 0xff;
      int second = a[i + 1] & 0xff;
      int third = a[i + 2] & 0xff;
      if ((first == REX_W || first == REX_WR) && second == LEA && (third & 0xc7) == 5) {
        found.add(address + (i - from) + 7 + map.int32(i + 3));
      } else if ((first == REX_W || first == REX_WB) && second == MOV_IMM && third >= 0xc0) {
        found.add(map.int32(i + 3));
      } else if (first == PUSH_IMM || (first & 0xf8) == MOV_REGISTER_IMM) {
        found.add(map.int32(i + 1) & 0xffffffffL);
      } else if (first == MOV_IMM && second == 4 && third == 0x24) {
        found.add(map.int32(i + 3) & 0xffffffffL);
      } else if (first == MOV_IMM && second == 0x44 && third == 0x24) {
        found.add(map.int32(i + 4) & 0xffffffffL);
      }
    }
  }
}
