package remediator.kernelimage;

import java.util.Optional;

/**
 * The machines whose kernels we meet: how wide their words are, in which order their bytes stand,
 * and how uname(2) calls them.
 *
 * <p>A machine that is not listed is read all the same, by its word width and byte order alone; its
 * code is not.
 */
enum Machine {
  X86_64("x86_64", 62, 8, false, 0),
  I686("i686", 3, 4, false, 0),
  AARCH64("aarch64", 183, 8, false, 0x403),
  AARCH64_BE("aarch64_be", 183, 8, true, 0x403),
  ARM("armv7l", 40, 4, false, 0),
  PPC64LE("ppc64le", 21, 8, false, 22),
  PPC64("ppc64", 21, 8, true, 22),
  S390X("s390x", 22, 8, true, 12),
  RISCV64("riscv64", 243, 8, false, 3),
  OTHER_64("", 0, 8, false, 0),
  OTHER_64_BE("", 0, 8, true, 0),
  OTHER_32("", 0, 4, false, 0),
  OTHER_32_BE("", 0, 4, true, 0);

  private final String architecture;
  private final int elfMachine;
  private final int wordBytes;
  private final boolean bigEndian;
  private final int relativeType;

  Machine(String architecture, int elfMachine, int wordBytes, boolean bigEndian, int relativeType) {
    this.architecture = architecture;
    this.elfMachine = elfMachine;
    this.wordBytes = wordBytes;
    this.bigEndian = bigEndian;
    this.relativeType = relativeType;
  }

  /** The machine of an ELF header: {@code e_machine}, the class and the data encoding. */
  static Machine ofElf(int elfMachine, int wordBytes, boolean bigEndian) {
    for (Machine machine : values()) {
      if (machine.elfMachine == elfMachine && machine.has(wordBytes, bigEndian)) {
        return machine;
      }
    }
    if (wordBytes == Long.BYTES) {
      return bigEndian ? OTHER_64_BE : OTHER_64;
    }
    return bigEndian ? OTHER_32_BE : OTHER_32;
  }

  private boolean has(int bytes, boolean big) {
    return wordBytes == bytes && bigEndian == big;
  }

  /** As uname(2) gives it. */
  Optional<String> architecture() {
    return architecture.isEmpty() ? Optional.empty() : Optional.of(architecture);
  }

  int wordBytes() {
    return wordBytes;
  }

  boolean isBigEndian() {
    return bigEndian;
  }

  /** The ELF relocation type {@code R_*_RELATIVE} with addend; 0 where there is none to apply. */
  int relativeType() {
    return relativeType;
  }

  /** Whether memory at address zero is a template, the per-processor data, and not the kernel's. */
  boolean hasTemplateAtZero() {
    return this == X86_64 || this == I686;
  }
}
