package remediator.kernelimage;

import java.util.function.BooleanSupplier;

/**
 * One pass over all aligned words of an image, which shows every word that could be a pointer to
 * those who look for tables.
 *
 * <p>This loop sees up to eighteen million words, so it asks the two bytes that tell most first.
 */
final class TableScan {
  private static final int PART_BYTES = 1 << 20;

  private final AddressMap map;
  private final BooleanSupplier timeIsUp;
  private final SetupTable setup;
  private final ModuleParameterTable modules;
  private final ControllerNames controllers;
  private final byte[] array;
  private final int wordBytes;
  private final long lowest;
  private final long span;
  private final int upperAt;
  private final byte upper;
  private final int pivotAt;
  private final int pivotLow;
  private final int pivotHigh;

  TableScan(
      AddressMap map,
      BooleanSupplier timeIsUp,
      SetupTable setup,
      ModuleParameterTable modules,
      ControllerNames controllers) {
    this.map = map;
    this.timeIsUp = timeIsUp;
    this.setup = setup;
    this.modules = modules;
    this.controllers = controllers;
    this.array = map.array();
    this.wordBytes = map.machine().wordBytes();
    this.lowest = map.lowest();
    this.span = map.highest() - map.lowest();
    int pivot = wordBytes - 1;
    while (pivot > 0 && octet(map.lowest(), pivot) == octet(map.highest(), pivot)) {
      pivot--;
    }
    this.pivotAt = at(pivot);
    this.pivotLow = octet(map.lowest(), pivot);
    this.pivotHigh = octet(map.highest(), pivot);
    int above = Math.min(pivot + 1, wordBytes - 1);
    this.upperAt = at(above);
    this.upper = (byte) octet(map.lowest(), above);
  }

  private static int octet(long word, int significance) {
    return (int) (word >>> (8 * significance)) & 0xff;
  }

  private int at(int significance) {
    return map.machine().isBigEndian() ? wordBytes - 1 - significance : significance;
  }

  void run() throws UnreadableImageException {
    for (int segment = 0; segment < map.segments(); segment++) {
      int last = map.end(segment) - wordBytes;
      setup.enter(map.start(segment), map.end(segment));
      modules.enter(map.end(segment));
      controllers.enter(map.end(segment));
      for (int from = map.start(segment); from <= last; from += PART_BYTES) {
        if (timeIsUp.getAsBoolean()) {
          throw new UnreadableImageException("searching it took longer than allowed");
        }
        words(from, (int) Math.min(last, from + (long) PART_BYTES - wordBytes));
      }
    }
  }

  private void words(int from, int last) {
    byte[] a = array;
    int upperIndex = upperAt;
    int pivotIndex = pivotAt;
    byte expected = upper;
    int low = pivotLow;
    int high = pivotHigh;
    boolean sameByte = upperIndex == pivotIndex;
    int step = wordBytes;
    for (int i = from; i <= last; i += step) {
      if (a[i + upperIndex] == expected || sameByte) {
        int pivot = a[i + pivotIndex] & 0xff;
        if (pivot >= low && pivot <= high) {
          word(i);
        }
      }
    }
  }

  private void word(int position) {
    long word = map.word(position);
    if (Long.compareUnsigned(word - lowest, span) <= 0) {
      setup.at(position, word);
      modules.at(position, word);
      controllers.at(position, word);
    }
  }
}
