package remediator.kernelimage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for {@code __param}: an unbroken run of {@code struct kernel_param}
 * (include/linux/moduleparam.h).
 *
 * <p>Three layouts, in words: {@code name, mod, ops, perm and flags, arg} since 4.2, where mod is
 * NULL for what is built in; {@code name, ops, perm, arg} from 2.6.36; {@code name, perm, set, get,
 * arg} before. The first and the last have the same size, and rows of the first may pass for the
 * last, so the newer layout wins unless the older run is much longer.
 */
final class ModuleParameterTable {
  /** The smallest kernel looked at has 65. */
  static final int ROWS_MIN = 20;

  private static final int ROWS_MAX = 8192;

  /** A module's name may have 55 characters, a parameter's is seldom longer than 30. */
  private static final int TEXT_MAX = 100;

  /** Read, write and execute for everybody. */
  private static final int PERMISSIONS_MAX = 0777;

  /** How many words a row of each layout has, newest layout first. */
  private static final int[] WORDS = {5, 4, 5};

  private static final int SINCE_4_2 = 0;
  private static final int SINCE_2_6_36 = 1;

  private final AddressMap map;
  private final int wordBytes;
  private final int[][] done = {new int[5], new int[4], new int[5]};
  private final int[] position = new int[WORDS.length];
  private final int[] rows = new int[WORDS.length];
  private final int[] rival = new int[WORDS.length];
  private int limit;

  ModuleParameterTable(AddressMap map) {
    this.map = map;
    this.wordBytes = map.machine().wordBytes();
  }

  /** Begins a segment; positions only grow. */
  void enter(int segmentEnd) {
    limit = segmentEnd;
  }

  /** Looks at a word that could be a pointer. */
  void at(int at, long word) {
    for (int layout = 0; layout < WORDS.length; layout++) {
      if (isRow(at, layout)) {
        run(at, layout);
      }
    }
  }

  private void run(int at, int layout) {
    int phase = (at / wordBytes) % WORDS[layout];
    if (at < done[layout][phase]) {
      return;
    }
    int rowBytes = WORDS[layout] * wordBytes;
    int count = 1;
    while (isRow(at + count * rowBytes, layout)) {
      count++;
    }
    done[layout][phase] = at + count * rowBytes;
    if (count >= ROWS_MIN && count <= ROWS_MAX && isMostlyNamesOfModules(at, count, layout)) {
      keep(at, count, layout);
    }
  }

  private void keep(int at, int count, int layout) {
    if (count > rows[layout]) {
      rival[layout] = rows[layout];
      rows[layout] = count;
      position[layout] = at;
    } else {
      rival[layout] = Math.max(rival[layout], count);
    }
  }

  private boolean isRow(int at, int layout) {
    int rowBytes = WORDS[layout] * wordBytes;
    if (at > limit - rowBytes) {
      return false;
    }
    boolean shape =
        switch (layout) {
          case SINCE_4_2 ->
              map.word(at + wordBytes) == 0
                  && isFilled(at + 2 * wordBytes)
                  && isPermission(at + 3 * wordBytes);
          case SINCE_2_6_36 -> isFilled(at + wordBytes) && isPermission(at + 2 * wordBytes);
          default ->
              isPermission(at + wordBytes)
                  && isHandler(at + 2 * wordBytes)
                  && isHandler(at + 3 * wordBytes);
        };
    return shape && hasName(at);
  }

  private boolean isFilled(int at) {
    return map.position(map.word(at)) >= 0;
  }

  private boolean isHandler(int at) {
    long handler = map.word(at);
    return handler == 0 || map.position(handler) >= 0;
  }

  private boolean isPermission(int at) {
    boolean padded = wordBytes == Integer.BYTES || map.int32(at + Integer.BYTES) == 0;
    return padded && map.uint16(at) <= PERMISSIONS_MAX;
  }

  private boolean hasName(int at) {
    int text = map.position(map.word(at));
    return text >= 0 && map.textLength(text, TEXT_MAX) > 0;
  }

  /** Most are {@code module.parameter}; core_param has bare names. */
  private boolean isMostlyNamesOfModules(int at, int count, int layout) {
    int dotted = 0;
    for (int row = 0; row < count; row++) {
      int name = map.position(map.word(at + row * WORDS[layout] * wordBytes));
      dotted += hasDot(name, map.textLength(name, TEXT_MAX)) ? 1 : 0;
    }
    return dotted > count / 2;
  }

  private boolean hasDot(int from, int length) {
    for (int i = from + 1; i < from + length; i++) {
      if (map.array()[i] == '.') {
        return true;
      }
    }
    return false;
  }

  /** The names in the table, in its order; empty when there is none, or two could be it. */
  Optional<List<String>> names() {
    int layout = 0;
    for (int older = 1; older < WORDS.length; older++) {
      boolean muchLonger = rows[older] * 9L > rows[layout] * 10L;
      layout = muchLonger ? older : layout;
    }
    if (rows[layout] == 0 || rival[layout] * 2 > rows[layout]) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(rows[layout]);
    for (int row = 0; row < rows[layout]; row++) {
      int at = position[layout] + row * WORDS[layout] * wordBytes;
      names.add(map.text(map.word(at), TEXT_MAX));
    }
    return Optional.of(names);
  }
}
