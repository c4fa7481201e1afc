package remediator.kernel;

import java.util.Optional;

/**
 * Gathers {@code Kernel command line:} from its records.
 *
 * <p>Kernels later than 6.18 split a long line over several records, each with the prefix, all but
 * the last ending in {@code " \"} (print_kernel_cmdline, init/main.c). Where the line is missing,
 * x86's earlier {@code Command line:} serves.
 */
final class CommandLineJoiner {
  private static final String PREFIX = "Kernel command line: ";
  private static final String EARLY_PREFIX = "Command line: ";
  private static final String CONTINUED = " \\";

  /** CONFIG_COMMAND_LINE_SIZE of s390 may be 1 MiB; everywhere else it is 4096 at most. */
  private static final int CHARS_MAX = 1 << 20;

  /** See {@code UnknownWords}: a record this long may have lost its end. */
  private static final int RECORD_CHARS_SUSPECT = 960;

  private final StringBuilder joined = new StringBuilder();
  private Optional<LoggedCommandLine> early = Optional.empty();
  private boolean seen;
  private boolean open;
  private boolean mayBeCut;

  void message(String text) {
    if (text.startsWith(PREFIX) && (!seen || open)) {
      append(text.substring(PREFIX.length()), text.length());
    } else if (text.startsWith(EARLY_PREFIX) && early.isEmpty()) {
      String line = text.substring(EARLY_PREFIX.length());
      early = Optional.of(new LoggedCommandLine(line, text.length() >= RECORD_CHARS_SUSPECT));
    }
  }

  Optional<LoggedCommandLine> commandLine() {
    if (!seen) {
      return early;
    }
    String end = open ? CONTINUED : "";
    return Optional.of(new LoggedCommandLine(joined + end, mayBeCut || open));
  }

  private void append(String part, int recordChars) {
    if (open) {
      joined.append(' ');
    }
    seen = true;
    open = part.endsWith(CONTINUED) && joined.length() + part.length() <= CHARS_MAX;
    joined.append(part, 0, part.length() - (open ? CONTINUED.length() : 0));
    mayBeCut = mayBeCut || recordChars >= RECORD_CHARS_SUSPECT;
  }
}
