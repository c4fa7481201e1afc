package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenProofsTest {
  private static final String NOKMEM = "cgroup.memory=nokmem";
  private static final int EM_386 = 3;
  private static final int EM_PPC64 = 21;
  private static final int EM_S390 = 22;
  private static final int EM_ARM = 40;
  private static final int EM_AARCH64 = 183;
  private static final int EM_RISCV = 243;

  /** A compiler may compare the first character itself, and call strcmp for what follows it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void codeThatRefersToTheTextProvesIt(int behind) throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    long text = kernel.text("nokmem") + behind;
    KernelImage image = withHandler(kernel, lea(kernel.align().address(), text), 62);
    assertEquals(
        Map.of(
            NOKMEM,
            TokenProof.PROVEN,
            "cgroup.memory=nobpf",
            TokenProof.ABSENT,
            "cgroup.memory=nosocket",
            TokenProof.ABSENT),
        image.tokens());
  }

  @Test
  void textsOfTheHandlerAreListed() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    long text = kernel.text("nokmem");
    KernelImage image = withHandler(kernel, lea(kernel.align().address(), text), 62);
    assertEquals(List.of("nokmem"), image.parameters().get(25).literals());
    assertEquals(List.of(), image.parameters().get(0).literals());
  }

  @Test
  void textAloneMakesItLikely() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    kernel.text("nokmem");
    KernelImage image = withHandler(kernel, new byte[16], 62);
    assertEquals(TokenProof.LIKELY, image.tokens().get(NOKMEM));
  }

  @Test
  void symbolThatEndsInTheTokenSaysNothing() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    kernel.text("cgroup_memory_nokmem");
    KernelImage image = withHandler(kernel, new byte[16], 62);
    assertEquals(null, image.tokens().get(NOKMEM));
    assertEquals(TokenProof.ABSENT, image.tokens().get("cgroup.memory=nosocket"));
  }

  @Test
  void longerWordIsAnotherToken() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    long text = kernel.text("nokmemory");
    KernelImage image = withHandler(kernel, lea(kernel.align().address(), text), 62);
    assertEquals(TokenProof.ABSENT, image.tokens().get(NOKMEM));
  }

  @Test
  void codeOfAnotherHandlerProvesNothing() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    long text = kernel.text("nokmem");
    long mine = kernel.align().bytes(new byte[16]);
    long other = kernel.bytes(lea(kernel.address(), text));
    kernel.row("cgroup.memory=", mine).row("other=", other).table();
    assertEquals(TokenProof.LIKELY, PlainKernel.read(kernel.elf(62)).tokens().get(NOKMEM));
  }

  @Test
  void immediateOfI386ProvesIt() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(4, ByteOrder.LITTLE_ENDIAN, 0xc1000000L).core();
    long text = kernel.text("nokmem");
    byte[] code = code(ByteOrder.LITTLE_ENDIAN).put((byte) 0xba).putInt((int) text).array();
    assertProven(kernel, code, EM_386);
  }

  @Test
  void pageAndOffsetOfArm64ProveIt() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.wide(0xffff800008000000L).core();
    long text = kernel.text("nokmem");
    kernel.bytes(new byte[0x2000]);
    long pages = (text >> 12) - (kernel.align().address() >> 12);
    int immediate = (int) (((pages & 3) << 29) | (((pages >> 2) & 0x7ffff) << 5));
    byte[] code =
        code(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x90000001 | immediate)
            .putInt((int) (0x91000021 | ((text & 0xfff) << 10)))
            .array();
    assertProven(kernel, code, EM_AARCH64);
  }

  @Test
  void twoHalvesOfArmProveIt() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(4, ByteOrder.LITTLE_ENDIAN, 0xc0008000L).core();
    int text = (int) kernel.text("nokmem");
    byte[] code =
        code(ByteOrder.LITTLE_ENDIAN)
            .putInt(0xe3001000 | ((text & 0xf000) << 4) | (text & 0xfff))
            .putInt(0xe3401000 | ((text >>> 28) << 16) | ((text >>> 16) & 0xfff))
            .array();
    assertProven(kernel, code, EM_ARM);
  }

  @Test
  void loadedWordOfArmProvesIt() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(4, ByteOrder.LITTLE_ENDIAN, 0xc0008000L).core();
    int text = (int) kernel.text("nokmem");
    byte[] code =
        code(ByteOrder.LITTLE_ENDIAN).putInt(0xe59f1004).putInt(0).putInt(0).putInt(text).array();
    assertProven(kernel, code, EM_ARM);
  }

  @Test
  void offsetFromTheTableOfContentsOfPowerProvesIt() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.wide(0xc000000000000000L).core();
    long text = kernel.text("nokmem");
    long distance = text - (kernel.align().address() + 0x18000);
    int low = (short) distance;
    byte[] code =
        code(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x3c4c0002)
            .putInt(0x38428000)
            .putInt(0x3c820000 | (int) (((distance - low) >> 16) & 0xffff))
            .putInt(0x38840000 | (low & 0xffff))
            .array();
    assertProven(kernel, code, EM_PPC64);
  }

  @Test
  void offsetFromTheInstructionOfRiscvProvesIt() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.wide(0xffffffff80000000L).core();
    long text = kernel.text("nokmem");
    long distance = text - (kernel.align().address() + 2);
    byte[] code =
        code(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 0x1141)
            .putInt((int) (0x00000597 | ((distance + 0x800) & 0xfffff000)))
            .putInt((int) (0x00058593 | (distance << 20)))
            .array();
    assertProven(kernel, code, EM_RISCV);
  }

  @Test
  void relativeAddressOfS390ProvesIt() throws UnreadableImageException {
    PlainKernel kernel = new PlainKernel(8, ByteOrder.BIG_ENDIAN, 0x100000).core();
    long text = kernel.align().text("nokmem");
    long distance = text - (kernel.align().address() + 6);
    byte[] code =
        code(ByteOrder.BIG_ENDIAN)
            .put(new byte[] {(byte) 0xeb, (byte) 0xbf, (byte) 0xf0, 0x68, 0, 0x24})
            .putShort((short) 0xc030)
            .putInt((int) (distance / 2))
            .array();
    assertProven(kernel, code, EM_S390);
  }

  private static ByteBuffer code(ByteOrder order) {
    return ByteBuffer.allocate(32).order(order);
  }

  /** {@code lea rsi, [rip + n]}, at this address. */
  private static byte[] lea(long address, long target) {
    return code(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {0x48, (byte) 0x8d, 0x35})
        .putInt((int) (target - (address + 7)))
        .array();
  }

  private static KernelImage withHandler(PlainKernel kernel, byte[] code, int machine)
      throws UnreadableImageException {
    long handler = kernel.align().bytes(code);
    kernel.row("cgroup.memory=", handler).table();
    return PlainKernel.read(kernel.elf(machine));
  }

  private static void assertProven(PlainKernel kernel, byte[] code, int machine)
      throws UnreadableImageException {
    KernelImage image = withHandler(kernel, code, machine);
    assertEquals(TokenProof.PROVEN, image.tokens().get(NOKMEM));
    assertEquals(List.of("nokmem"), image.parameters().get(25).literals());
  }
}
