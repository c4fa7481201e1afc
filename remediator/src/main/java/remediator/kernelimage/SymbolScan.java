package remediator.kernelimage;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Goes through a symbol table once and keeps the few symbols that matter. */
final class SymbolScan {
  private static final Set<String> WANTED =
      Set.of(
          "__setup_str_cgroup_memory",
          "cgroup_memory",
          "cgroup_memory_nokmem",
          "cgroup_memory_nosocket",
          "cgroup_memory_nobpf",
          "__setup_str_cgroup_disable",
          "cgroup_disable",
          "mem_cgroup_subsys",
          "memory_cgrp_subsys");
  private static final String SETUP_STRING = "__setup_str_";

  /** KSYM_NAME_LEN is 512 since 6.1; address, type, module and separators add to it. */
  private static final int LINE_CHARS_MAX = 1024;

  private final Map<String, String> found = new HashMap<>();
  private int setupStrings;
  private int memcgData;
  private boolean reachesBss;
  private long lines;

  private SymbolScan() {}

  static SymbolTable of(Iterator<String> lines) {
    SymbolScan scan = new SymbolScan();
    while (lines.hasNext() && scan.lines < SymbolTable.LINES_MAX) {
      scan.line(lines.next());
    }
    return new SymbolTable(
        scan.found,
        scan.setupStrings,
        scan.memcgData,
        scan.reachesBss,
        scan.lines,
        lines.hasNext());
  }

  /**
   * {@code address type name}, and {@code [module]} behind it for symbols that are not the
   * kernel's.
   */
  private void line(String line) {
    lines++;
    int type = line.indexOf(' ') + 1;
    boolean symbol = type > 1 && line.length() > type + 2 && line.charAt(type + 1) == ' ';
    if (!symbol || line.length() > LINE_CHARS_MAX || line.indexOf('[', type) >= 0) {
      return;
    }
    symbol(line.charAt(type), baseName(line.substring(type + 2).strip()), line);
  }

  private void symbol(char type, String name, String line) {
    if (WANTED.contains(name)) {
      found.putIfAbsent(name, line.strip());
    }
    if (name.startsWith(SETUP_STRING)) {
      setupStrings++;
    }
    if (isData(type) && isMemoryController(name)) {
      memcgData++;
    }
    reachesBss = reachesBss || (setupStrings > 0 && (type == 'b' || type == 'B'));
  }

  /**
   * Link-time optimisation renames local symbols to {@code name.llvm.N} or {@code name.lto_priv.N}.
   */
  private static String baseName(String name) {
    int dot = name.indexOf('.', 1);
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static boolean isData(char type) {
    return "bBdD".indexOf(type) >= 0;
  }

  private static boolean isMemoryController(String name) {
    return name.startsWith("memcg_")
        || name.startsWith("mem_cgroup_")
        || name.startsWith("memory_cgrp_")
        || name.startsWith("root_mem_cgroup");
  }
}
