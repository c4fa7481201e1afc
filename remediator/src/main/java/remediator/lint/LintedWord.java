package remediator.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One word of the host's command lines, or one token of its value, and who reads it.
 *
 * <p>{@code word}, {@code name} and {@code token} are untrusted bytes of the host.
 *
 * @param word as it is written, quotes included
 * @param name the part before its first {@code =}
 * @param token the part of its value that this is about; empty for the word as a whole
 * @param reader who reads it instead of, or beside, a kernel; empty where kernels alone are asked
 * @param why what becomes of it, in short sentences for the operator
 * @param suggestion the name, or the token, that was most likely meant
 * @param understoodBy releases of kernels that get it and know it
 * @param ignoredBy releases of kernels that get it and do not know it
 * @param untoldBy releases of kernels that get it and could not be asked
 * @param places where it stands, in the order of the lines
 */
public record LintedWord(
    String word,
    String name,
    Optional<String> token,
    Verdict verdict,
    Optional<Reader> reader,
    List<String> why,
    Optional<String> suggestion,
    List<String> understoodBy,
    List<String> ignoredBy,
    List<String> untoldBy,
    List<Place> places) {

  /** What is said of a word. */
  public enum Verdict {
    /** Every kernel that gets it and could be asked knows it: nothing to do. */
    UNDERSTOOD,
    /** It is for somebody else, whom {@code reader} names: nothing to do. */
    FOR_OTHERS,
    /** Some kernels drop it: boot one that knows it, or take it out. */
    SOME_KERNELS,
    /** No kernel of this host knows it: correct it, or take it out. */
    NO_KERNEL,
    /** No kernel of this host knows this value of a name it knows: correct it. */
    UNKNOWN_VALUE,
    /** No kernel that gets it could be asked: make its image readable. */
    CANNOT_TELL,
    /** It is filled in at boot: look at the running line after it. */
    NOT_JUDGED;

    /** The word of the JSON interface. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** True for what an operator should look at. */
    public boolean isProblem() {
      return this == SOME_KERNELS || this == NO_KERNEL || this == UNKNOWN_VALUE;
    }
  }

  /** Who reads a word, and where that is written. */
  public record Reader(String name, String source) {}

  public LintedWord {
    why = List.copyOf(why);
    understoodBy = List.copyOf(understoodBy);
    ignoredBy = List.copyOf(ignoredBy);
    untoldBy = List.copyOf(untoldBy);
    places = List.copyOf(places);
  }
}
