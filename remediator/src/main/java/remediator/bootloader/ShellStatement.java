package remediator.bootloader;

import java.util.List;
import java.util.Set;

/** A statement of a file that a shell sources. */
sealed interface ShellStatement {
  /** The line it begins on, counted from 1. */
  int line();

  /**
   * {@code NAME=value} or {@code NAME+=value}.
   *
   * @param start offset of the first character of the name
   * @param end offset after the last character of the value
   * @param inside where the value begins, behind its first quote if it begins with one
   * @param insideQuoting how a character that is put there is protected
   */
  record Assignment(
      int line,
      int start,
      int end,
      String name,
      boolean append,
      int inside,
      Quoting insideQuoting,
      List<ShellPiece> pieces)
      implements ShellStatement {}

  /** {@code unset NAME…}. */
  record Unset(int line, List<String> names) implements ShellStatement {}

  /**
   * A statement that is not run and whose effect is therefore not known.
   *
   * @param why what it is, in words for the operator
   * @param mentions every name that stands in it: it may assign these
   * @param unbounded whether it may assign any variable, now or later
   */
  record Opaque(int line, String why, Set<String> mentions, boolean unbounded)
      implements ShellStatement {}
}
