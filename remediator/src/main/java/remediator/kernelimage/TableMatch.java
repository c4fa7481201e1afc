package remediator.kernelimage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of an image's tables the kernel would use for a word, found as the kernel finds them.
 *
 * <p>init/main.c and kernel/params.c, the same from 2.6.11 to 6.18 but for the early rows: {@code
 * do_early_param} takes early rows of exactly that name, and {@code earlycon} for {@code console};
 * {@code parse_one} takes names of {@code __param}; {@code obsolete_checksetup} goes through the
 * late rows in their order, takes every row that is a prefix of {@code name=value}, stops at one
 * without a handler ("is obsolete, ignored") and at the first handler that says it was its. {@code
 * -} equals {@code _} in all of them.
 *
 * @param kind what the kernel does with the word
 * @param rows the rows it would use; of several kinds, those that decide
 */
record TableMatch(Kind kind, List<BootParameter> rows) {

  /** What a kernel does with a word. */
  enum Kind {
    /** A handler is called for exactly this name. */
    HANDLED,
    /** A row that holds a value is exactly this word: {@code xive=off}. */
    HANDLED_WITH_VALUE,
    /** A variable of a built-in module, or of core_param, has this name. */
    VARIABLE,
    /** There is a row without a handler. */
    OBSOLETE,
    /** A row is a beginning of the word; whether its handler takes the rest is not known. */
    BEGINNING,
    /** Rows of this name hold other values, and there is no other. */
    OTHER_VALUE,
    NONE
  }

  /** init/do_mounts.c: {@code if (*str) return 0}; these refuse every longer word. */
  private static final Set<String> WHOLE_WORDS = Set.of("ro", "rw", "rootwait");

  private static final String CONSOLE = "console";
  private static final String EARLYCON = "earlycon";

  TableMatch {
    rows = List.copyOf(rows);
  }

  static TableMatch of(KernelImage image, WantedParameter wanted) {
    List<BootParameter> early = early(image, wanted);
    TableMatch late = late(image, wanted);
    if (isVariable(image, wanted)) {
      return new TableMatch(early.isEmpty() ? Kind.VARIABLE : Kind.HANDLED, early);
    }
    if (early.isEmpty()) {
      return late;
    }
    List<BootParameter> rows = new ArrayList<>(early);
    rows.addAll(late.kind() == Kind.HANDLED ? late.rows() : List.of());
    return late.kind() == Kind.HANDLED_WITH_VALUE ? late : new TableMatch(Kind.HANDLED, rows);
  }

  private static List<BootParameter> early(KernelImage image, WantedParameter wanted) {
    return image.parameters().stream()
        .filter(row -> row.early() && !row.obsolete())
        .filter(row -> wanted.names(row.text()) || isEarlyConsole(wanted, row))
        .toList();
  }

  private static boolean isEarlyConsole(WantedParameter wanted, BootParameter row) {
    return wanted.parameter().equals(CONSOLE) && row.text().equals(EARLYCON);
  }

  private static boolean isVariable(KernelImage image, WantedParameter wanted) {
    return image.moduleParameters().orElse(List.of()).stream().anyMatch(wanted::names);
  }

  /** In the table's order: the first row that is sure to take the word ends the search. */
  private static TableMatch late(KernelImage image, WantedParameter wanted) {
    List<BootParameter> beginnings = new ArrayList<>();
    List<BootParameter> others = new ArrayList<>();
    for (BootParameter row : image.parameters()) {
      Kind kind = row.early() ? Kind.NONE : late(row, wanted);
      if (kind == Kind.BEGINNING) {
        beginnings.add(row);
      } else if (kind == Kind.OTHER_VALUE) {
        others.add(row);
      } else if (kind != Kind.NONE) {
        return new TableMatch(kind, List.of(row));
      }
    }
    if (!beginnings.isEmpty()) {
      return new TableMatch(Kind.BEGINNING, beginnings);
    }
    return new TableMatch(others.isEmpty() ? Kind.NONE : Kind.OTHER_VALUE, others);
  }

  private static Kind late(BootParameter row, WantedParameter wanted) {
    String text = canonical(row.text());
    String name = wanted.normalName();
    boolean holdsValue = text.indexOf('=') >= 0 && !text.endsWith("=");
    if (!holdsValue && row.name().length() == name.length() && text.startsWith(name)) {
      return row.obsolete() ? Kind.OBSOLETE : Kind.HANDLED;
    }
    String word = name + "=" + canonical(wanted.token().orElse(""));
    if (word.startsWith(text) && !WHOLE_WORDS.contains(text)) {
      boolean whole = holdsValue && word.length() == text.length();
      Kind taken = whole ? Kind.HANDLED_WITH_VALUE : Kind.BEGINNING;
      return row.obsolete() ? Kind.OBSOLETE : taken;
    }
    return holdsValue ? ofValue(row, wanted) : Kind.NONE;
  }

  /** {@code xive=off} makes {@code xive} a known name, and {@code xive=on} an unknown word. */
  private static Kind ofValue(BootParameter row, WantedParameter wanted) {
    boolean named = wanted.names(row.name());
    Optional<String> token = wanted.token();
    Kind known = row.obsolete() ? Kind.OBSOLETE : Kind.HANDLED;
    return named ? (token.isEmpty() ? known : Kind.OTHER_VALUE) : Kind.NONE;
  }

  private static String canonical(String text) {
    return text.replace('-', '_');
  }
}
