package remediator.kernelimage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for {@code .init.setup}: an unbroken run of {@code struct obs_kernel_param { const char
 * *str; int (*setup_func)(char *); int early; }} (include/linux/init.h, 2.6.11 to 7.2).
 *
 * <p>Rows are three words long, 64-bit ones with four bytes of zero padding at their end. Pointers
 * are always whole addresses: the offsets relative to themselves (PREL32) that newer kernels use
 * for initcalls and exported symbols never occur in this table.
 *
 * <p>A run is believed by names that every kernel has, not by its length: other tables have rows
 * like these. What is not believed: two different tables, and a table with stray rows behind a gap,
 * since a row may have stood in the gap.
 */
final class SetupTable {
  /** The smallest kernel looked at, without control groups or modules, has 109. */
  static final int ROWS_MIN = 20;

  /** Real tables have 19 to 36 of these names; runs of other structures at most 9. */
  static final int ANCHORS_MIN = 8;

  /** Linux 7.2 with everything has 400; beyond this it is no table of parameters. */
  private static final int ROWS_MAX = 8192;

  private static final int RUNS_MAX = 64;

  /** Rows of all runs that are long enough; a real kernel has a few thousand that look like it. */
  private static final int ROWS_SEEN_MAX = 1 << 18;

  /** The longest name so far has 34 characters. */
  private static final int TEXT_MAX = 80;

  /** How many rows around a table are searched for stray ones. */
  private static final int GAP_ROWS = 64;

  /** How far from a table's own texts one of a lost row of it may stand. */
  private static final int TEXT_SLACK = 1 << 16;

  /** How near to a table one stray row is enough. */
  private static final int NEAR_ROWS = 3;

  private final AddressMap map;
  private final boolean mayBeCut;
  private final int wordBytes;
  private final int rowBytes;
  private final List<Run> runs = new ArrayList<>();
  private final int[] done = new int[3];
  private int start;
  private int limit;
  private long rowsSeen;
  private boolean tooMany;
  private long lowestText;
  private long highestText;

  /** Rows that follow each other without a gap, at positions of the image. */
  record Run(int segmentStart, int segmentEnd, int position, int rows, int anchors) {}

  /**
   * Looks through a map.
   *
   * @param mayBeCut whether nothing but its end tells that an image is whole, so that a table which
   *     reaches to it may have been longer; an ELF file names its length
   */
  SetupTable(AddressMap map, boolean mayBeCut) {
    this.map = map;
    this.mayBeCut = mayBeCut;
    this.wordBytes = map.machine().wordBytes();
    this.rowBytes = 3 * wordBytes;
  }

  /** Begins a segment; positions only grow. */
  void enter(int segmentStart, int segmentEnd) {
    start = segmentStart;
    limit = segmentEnd;
  }

  /** Looks at a word that could be a pointer. */
  void at(int position, long word) {
    if (!isRow(position) || position < done[phase(position)]) {
      return;
    }
    int end = position + rowBytes;
    int rows = 1;
    while (isRow(end)) {
      end += rowBytes;
      rows++;
    }
    done[phase(position)] = end;
    if (rows >= ROWS_MIN) {
      keep(position, rows);
    }
  }

  private int phase(int position) {
    return (position / wordBytes) % 3;
  }

  private void keep(int position, int rows) {
    rowsSeen += rows;
    tooMany = tooMany || runs.size() == RUNS_MAX || rowsSeen > ROWS_SEEN_MAX;
    int anchors = rows > ROWS_MAX || tooMany ? 0 : anchors(position, rows);
    if (anchors >= ANCHORS_MIN) {
      runs.add(new Run(start, limit, position, rows, anchors));
    }
  }

  private int anchors(int position, int rows) {
    Set<String> found = new HashSet<>();
    for (int row = 0; row < rows; row++) {
      String text = text(position + row * rowBytes);
      if (CoreParameters.NAMES.contains(text)) {
        found.add(text);
      }
    }
    return found.size();
  }

  private boolean isRow(int position) {
    return position >= start
        && position <= limit - rowBytes
        && hasNumbers(position)
        && (map.word(position + wordBytes) == 0 || isHandler(position))
        && textLength(position) > 0;
  }

  /** Whether early is 0 or 1, and what follows it in a 64-bit row is zero. */
  private boolean hasNumbers(int position) {
    int early = position + 2 * wordBytes;
    boolean padded = wordBytes == Integer.BYTES || map.int32(early + Integer.BYTES) == 0;
    return (map.int32(early) & ~1) == 0 && padded;
  }

  private boolean isHandler(int position) {
    return map.position(map.word(position + wordBytes)) >= 0;
  }

  private int textLength(int position) {
    int text = map.position(map.word(position));
    return text < 0 ? 0 : map.textLength(text, TEXT_MAX);
  }

  /** The text of the row at a position. */
  String text(int position) {
    return map.text(map.word(position), TEXT_MAX);
  }

  int rowBytes() {
    return rowBytes;
  }

  /** The one believable table; the number of names of the core in it tells how believable. */
  Run table() throws UnreadableImageException {
    if (runs.isEmpty() && !tooMany) {
      throw new UnreadableImageException(
          "there is no table of boot parameters in it that can be believed");
    }
    if (tooMany || !allSame()) {
      throw new UnreadableImageException(
          "there are several tables of boot parameters in it, and only one can be the kernel's");
    }
    Run best = runs.get(0);
    if (isTorn(best)) {
      throw new UnreadableImageException(
          "the table of boot parameters in it is damaged: there are rows of it behind a gap");
    }
    return best;
  }

  private boolean allSame() {
    for (Run run : runs) {
      if (!sameTexts(run, runs.get(0))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameTexts(Run one, Run other) {
    if (one.rows() != other.rows()) {
      return false;
    }
    for (int row = 0; row < one.rows(); row++) {
      int offset = row * rowBytes;
      if (!text(one.position() + offset).equals(text(other.position() + offset))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether rows stand beyond the ends of a run whose texts lie among its own. Structures of others
   * in front of it look like rows too, {@code struct lsm_info} and {@code struct earlycon_id}, but
   * the texts of the ones lie elsewhere, and of the others one looks like a row by chance.
   */
  private boolean isTorn(Run run) {
    start = run.segmentStart();
    limit = run.segmentEnd();
    int end = run.position() + run.rows() * rowBytes;
    lowestText = map.word(run.position());
    highestText = lowestText;
    for (int at = run.position(); at < end; at += rowBytes) {
      lowestText = lower(lowestText, map.word(at));
      highestText = ~lower(~highestText, ~map.word(at));
    }
    boolean torn = isDamagedRow(run.position() - rowBytes) || isDamagedRow(end);
    for (int row = 1; row <= GAP_ROWS; row++) {
      torn =
          torn
              || isFragment(run.position() - row * rowBytes, -rowBytes, row)
              || isFragment(end + row * rowBytes, rowBytes, row);
    }
    return torn;
  }

  private static long lower(long one, long other) {
    return Long.compareUnsigned(one, other) < 0 ? one : other;
  }

  /**
   * Whether what stands here, next to a run, is no row only because its text cannot be read, its
   * handler lies nowhere, or the image ends within it.
   */
  private boolean isDamagedRow(int position) {
    boolean fits = position <= limit - rowBytes;
    if (!fits && mayBeCut) {
      return position >= start;
    }
    boolean readable = position >= start && position <= limit - wordBytes;
    return readable && isTextAmong(position) && (!fits || hasNumbers(position));
  }

  /** Far away, one row alone may be somebody's by chance. */
  private boolean isFragment(int position, int step, int distance) {
    return isStray(position) && (distance <= NEAR_ROWS || isStray(position + step));
  }

  private boolean isStray(int position) {
    return isRow(position) && isTextAmong(position);
  }

  private boolean isTextAmong(int position) {
    long text = map.word(position);
    return Long.compareUnsigned(text, lowestText - TEXT_SLACK) >= 0
        && Long.compareUnsigned(text, highestText + TEXT_SLACK) <= 0;
  }
}
