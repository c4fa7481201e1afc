package remediator.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The symbols of a kernel's link: where its tables begin and end, and each boot parameter's text.
 *
 * @param symbols addresses by name; only of names that are there once, as those of tables are
 * @param setupTexts addresses of the texts of {@code __setup} and {@code early_param}
 */
record SystemMap(Map<String, Long> symbols, SortedSet<Long> setupTexts) {
  private static final String SETUP_TEXT = "__setup_str_";

  static SystemMap read(Path file) throws IOException {
    SystemMap map = new SystemMap(new HashMap<>(), new TreeSet<>());
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.forEach(map::add);
    }
    return map;
  }

  /** {@code ffffffff82fa1b30 d __setup_str_cgroup_memory}. */
  private void add(String line) {
    String[] words = line.split(" ", -1);
    long address = Long.parseUnsignedLong(words[0], 16);
    symbols.put(words[2], address);
    if (words[2].startsWith(SETUP_TEXT)) {
      setupTexts.add(address);
    }
  }

  /** How many rows lie between two symbols. */
  int rows(String start, String end, int rowBytes) {
    long length = address(end) - address(start);
    if (length % rowBytes != 0) {
      throw new IllegalStateException(length + " bytes hold no rows of " + rowBytes);
    }
    return (int) (length / rowBytes);
  }

  long address(String symbol) {
    Long address = symbols.get(symbol);
    if (address == null) {
      throw new IllegalStateException("no symbol " + symbol);
    }
    return address;
  }
}
