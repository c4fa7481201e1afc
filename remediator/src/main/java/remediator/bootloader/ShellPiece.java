package remediator.bootloader;

import java.util.List;

/** A part of a shell word and where it stands. */
sealed interface ShellPiece {
  /** One character that stands for itself, from {@code start} to {@code end} in the source. */
  record Text(char value, int start, int end, Quoting quoting) implements ShellPiece {}

  /** {@code $NAME} or <code>${NAME}</code>. */
  record Reference(String name, int start, int end, Quoting quoting) implements ShellPiece {}

  /**
   * A reference that depends on whether the variable is set; its word is never edited.
   *
   * @param alternative whether the word stands for a variable that is set, as with {@code +}; else
   *     for one that is not, as with {@code -}
   * @param emptyIsUnset whether an empty variable counts as not set, as with {@code :}
   * @param word texts and references
   */
  record Conditional(
      String name,
      boolean alternative,
      boolean emptyIsUnset,
      List<ShellPiece> word,
      int start,
      int end,
      Quoting quoting)
      implements ShellPiece {
    /** Copies the list. */
    public Conditional {
      word = List.copyOf(word);
    }
  }

  /**
   * Something whose text only running it would tell.
   *
   * @param assigns whether it may itself assign a variable, such as <code>${X:=y}</code>
   */
  record Unknown(String why, boolean assigns) implements ShellPiece {}
}
