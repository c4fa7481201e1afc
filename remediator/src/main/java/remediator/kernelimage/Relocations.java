package remediator.kernelimage;

import java.util.function.BooleanSupplier;

/**
 * The relocations of a position-independent kernel: the longest run of {@code Elf64_Rela} records
 * of the machine's type RELATIVE, three words each: where, type, address.
 *
 * <p>Until 6.1 the words that they are about are zero in an arm64 image, so nothing points to
 * anything before they are applied. Elsewhere (s390) the words hold the same addresses already.
 * Relative relocations in the packed form (RELR, arm64 since 6.12) have no place for an address:
 * the words hold it, and nothing is to be done. Records of 32-bit machines neither (REL).
 */
final class Relocations {
  /** Kernels that are relocatable have a hundred thousand. */
  static final int ROWS_MIN = 1000;

  private static final int ROW_BYTES = 24;

  /** A run that is long enough cannot lie between two looks. */
  private static final int STRIDE_BYTES = (ROWS_MIN - 3) * ROW_BYTES;

  private static final int LOOKS_PER_CLOCK = 32;

  private final AddressMap file;
  private final int start;
  private final int rows;

  private Relocations(AddressMap file, int start, int rows) {
    this.file = file;
    this.start = start;
    this.rows = rows;
  }

  /** Looks for them in all segments of a map, whose addresses do not matter. */
  static Relocations find(AddressMap file, BooleanSupplier timeIsUp)
      throws UnreadableImageException {
    Relocations best = new Relocations(file, 0, 0);
    if (file.machine().relativeType() == 0) {
      return best;
    }
    for (int segment = 0; segment < file.segments(); segment++) {
      best = best.orLonger(segment, timeIsUp);
    }
    if (best.rows < ROWS_MIN) {
      return new Relocations(file, 0, 0);
    }
    if (best.isCut()) {
      throw new UnreadableImageException(
          "it ends within its table of relocations: the image is cut short");
    }
    return best;
  }

  /** Whether the image ends behind them, with the beginning of one more. */
  private boolean isCut() {
    int end = start + rows * ROW_BYTES;
    int left = file.endOf(start) - end;
    boolean cut = false;
    for (int at = end; at < end + left && left < ROW_BYTES; at++) {
      cut = cut || file.array()[at] != 0;
    }
    return cut;
  }

  private Relocations orLonger(int segment, BooleanSupplier timeIsUp)
      throws UnreadableImageException {
    Relocations best = this;
    int last = file.end(segment) - ROW_BYTES;
    int floor = file.start(segment);
    int at = floor;
    for (int looks = 0; at <= last; looks++) {
      if (looks % LOOKS_PER_CLOCK == 0 && timeIsUp.getAsBoolean()) {
        throw new UnreadableImageException("searching it took longer than allowed");
      }
      Relocations here = around(segment, at, floor);
      best = here.rows > best.rows ? here : best;
      floor = here.rows > 0 ? here.start + here.rows * ROW_BYTES : floor;
      at = Math.max(at + STRIDE_BYTES, floor);
    }
    return best;
  }

  /** The run that a position is in, in whichever of the three alignments there is one. */
  private Relocations around(int segment, int at, int floor) {
    for (int aligned = at; aligned < at + ROW_BYTES; aligned += Long.BYTES) {
      if (isRow(segment, aligned)) {
        return run(segment, aligned, floor);
      }
    }
    return new Relocations(file, at, 0);
  }

  private Relocations run(int segment, int at, int floor) {
    int first = at;
    while (first - ROW_BYTES >= floor && isRow(segment, first - ROW_BYTES)) {
      first -= ROW_BYTES;
    }
    int end = at;
    while (isRow(segment, end)) {
      end += ROW_BYTES;
    }
    return new Relocations(file, first, (end - first) / ROW_BYTES);
  }

  private boolean isRow(int segment, int at) {
    return at >= file.start(segment)
        && at <= file.end(segment) - ROW_BYTES
        && file.word(at + Long.BYTES) == file.machine().relativeType()
        && file.word(at) != 0;
  }

  int rows() {
    return rows;
  }

  /** The address that one of them puts into memory. */
  long addend(int row) {
    return file.word(start + row * ROW_BYTES + 2 * Long.BYTES);
  }

  /**
   * Whether they are about this map: nearly all of their words lie in it, and are zero or hold the
   * address already.
   */
  boolean fit(AddressMap map) {
    int fitting = 0;
    for (int row = 0; row < rows; row++) {
      int at = map.position(file.word(start + row * ROW_BYTES));
      long present = at >= 0 && at <= map.endOf(at) - Long.BYTES ? map.word(at) : -1;
      fitting += present == 0 || present == addend(row) ? 1 : 0;
    }
    return fitting >= rows - rows / 10;
  }

  /** Puts the addresses where the words of the image are zero; others are there already. */
  void apply(AddressMap map) {
    for (int row = 0; row < rows; row++) {
      int at = map.position(file.word(start + row * ROW_BYTES));
      if (at >= 0 && at <= map.endOf(at) - Long.BYTES && map.word(at) == 0) {
        map.put(at, addend(row));
      }
    }
  }
}
