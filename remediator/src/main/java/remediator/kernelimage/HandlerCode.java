package remediator.kernelimage;

/**
 * Finds the addresses that a piece of machine code makes, enough to see which texts a parameter's
 * handler compares with.
 *
 * <p>Only the two or three instructions are known by which compilers make the address of a
 * constant; everything else is passed over. So an address that is found is meant, and one that is
 * not found may be there.
 */
interface HandlerCode {

  /**
   * Collects the addresses made between two positions.
   *
   * @param address that of the byte at {@code from}
   */
  void addresses(AddressMap map, int from, int to, long address, Addresses found);

  /** The reader of a machine's code; one that finds nothing where we have none. */
  static HandlerCode of(Machine machine) {
    return switch (machine) {
      case X86_64, I686 -> new X86Code();
      case AARCH64, AARCH64_BE -> new Arm64Code();
      case ARM -> new ArmCode();
      case PPC64LE -> new Ppc64Code();
      case RISCV64 -> new RiscvCode();
      case S390X -> new S390Code();
      default -> new UnreadCode();
    };
  }

  /** Code of a machine that we cannot read. */
  final class UnreadCode implements HandlerCode {
    @Override
    public void addresses(AddressMap map, int from, int to, long address, Addresses found) {
      // Nothing can be said of it.
    }
  }

  /** The addresses found in one handler, as many as fit. */
  final class Addresses {
    private final long[] found = new long[256];
    private int count;

    void clear() {
      count = 0;
    }

    void add(long address) {
      if (count < found.length) {
        found[count++] = address;
      }
    }

    int count() {
      return count;
    }

    long at(int index) {
      return found[index];
    }
  }
}
