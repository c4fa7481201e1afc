package remediator.kernelimage;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a kernel's build that bear on our remedies, from /boot/config-RELEASE.
 *
 * @param values the wanted options that are set, without {@code CONFIG_}, quotes removed
 * @param options how many lines about options there were at all
 */
public record KernelConfig(Map<String, String> values, int options) {

  /** Options that are kept. */
  public static final Set<String> WANTED =
      Set.of(
          "CGROUPS",
          "MEMCG",
          "MEMCG_KMEM",
          "MEMCG_V1",
          "MEMCG_SWAP",
          "MEMCG_SWAP_ENABLED",
          "MEMCG_DISABLED",
          "CGROUP_MEM_RES_CTLR",
          "CGROUP_MEM_RES_CTLR_DISABLED",
          "KALLSYMS_ALL",
          "CMDLINE_BOOL",
          "CMDLINE",
          "CMDLINE_FORCE",
          "CMDLINE_OVERRIDE",
          "CMDLINE_EXTEND",
          "SLUB",
          "SLOB",
          "SLAB",
          "PRINTK_TIME",
          "LOG_BUF_SHIFT",
          "BOOT_CONFIG_FORCE");

  /** A whole configuration has thousands of options; fewer than this is a fragment, or cut. */
  public static final int OPTIONS_MIN = 300;

  /** About 12,000 lines in a distribution's 6.x; the rest is room. */
  public static final int LINES_MAX = 100_000;

  private static final String PREFIX = "CONFIG_";

  public KernelConfig {
    values = Map.copyOf(values);
  }

  /** Reads a configuration line by line; lines that are no option are skipped. */
  public static KernelConfig parse(Iterator<String> lines) {
    Map<String, String> values = new HashMap<>();
    int options = 0;
    for (int line = 0; line < LINES_MAX && lines.hasNext(); line++) {
      String text = lines.next().strip();
      if (text.startsWith("# " + PREFIX) && text.endsWith(" is not set")) {
        options++;
      } else if (text.startsWith(PREFIX) && text.indexOf('=') > 0) {
        options++;
        keepWanted(text, values);
      }
    }
    return new KernelConfig(values, options);
  }

  /** Whether the option is built in. */
  public boolean isSet(String option) {
    return value(option).filter("y"::equals).isPresent();
  }

  /** The option's value; empty when it is not set or does not exist in this kernel. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** Whether the file holds enough to believe that an option it lacks is not set. */
  public boolean isWhole() {
    return options >= OPTIONS_MIN;
  }

  private static void keepWanted(String text, Map<String, String> values) {
    int equals = text.indexOf('=');
    String option = text.substring(PREFIX.length(), equals);
    if (WANTED.contains(option)) {
      values.put(option, unquoted(text.substring(equals + 1)));
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
