package remediator.kernelimage;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The symbols of a kernel that speak of boot parameters, from /proc/kallsyms or a System.map.
 *
 * <p>Both list symbols by address, one per line, as nm(1) does; /proc/kallsyms is fixed when the
 * kernel is linked, so symbols of start-up code stay in it after boot, and shows names to
 * everybody.
 *
 * @param found the wanted symbols that are there, each with its line
 * @param setupStrings how many {@code __setup_str_*} symbols are there, one per boot parameter;
 *     none where start-up data are not listed at all (CONFIG_KALLSYMS_ALL off, a stub)
 * @param memcgData how many data symbols of the memory controller are there
 * @param reachesBss whether, after the start-up data, zero-initialised data follow: the table was
 *     not cut before the memory controller's turn
 * @param lines how many lines were read
 * @param cut whether there were more lines than {@link #LINES_MAX}
 */
public record SymbolTable(
    Map<String, String> found,
    int setupStrings,
    int memcgData,
    boolean reachesBss,
    long lines,
    boolean cut) {

  /** A distribution kernel has 60 to 250 thousand symbols, with every module loaded. */
  public static final long LINES_MAX = 2_000_000;

  public SymbolTable {
    found = Map.copyOf(found);
  }

  /** Reads a symbol table line by line and keeps only what is wanted; other lines are skipped. */
  public static SymbolTable scan(Iterator<String> lines) {
    return SymbolScan.of(lines);
  }

  /** The line of a wanted symbol. */
  public Optional<String> line(String symbol) {
    return Optional.ofNullable(found.get(symbol));
  }

  /**
   * Whether this table would show a boot parameter's name if the kernel had it: it lists those of
   * others, and goes on beyond them.
   */
  public boolean listsParameters() {
    return setupStrings > 0 && reachesBss && !cut;
  }

  /** Whether it would show a variable of the memory controller: it lists others. */
  public boolean listsMemoryControllerData() {
    return memcgData > 0 && listsParameters();
  }
}
