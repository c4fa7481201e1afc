package remediator.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * The words in the kernel's list of unknown parameters (print_unknown_bootoptions, init/main.c).
 *
 * <p>The kernel joins them with single spaces and escapes nothing, so a value with a space cannot
 * be told from two words. The last word of a list that may be cut is dropped: half a name is no
 * name.
 */
record UnknownWords(List<String> words, boolean mayBeCut) {
  private static final String CLOSING = "\", will be passed to user space.";

  /**
   * A record holds 1024 bytes less its prefix of 32 (kernel/printk.c of 3.10) or 48 (6.x); as long
   * as this it may have lost its end.
   */
  private static final int RECORD_CHARS_SUSPECT = 960;

  UnknownWords {
    words = List.copyOf(words);
  }

  static UnknownWords parse(String list, int recordChars) {
    boolean quoted = list.startsWith("\"");
    boolean closed = list.endsWith(CLOSING);
    boolean mayBeCut = recordChars >= RECORD_CHARS_SUSPECT || (quoted && !closed);
    boolean lost = mayBeCut && !closed;
    String inner =
        list.substring(quoted ? 1 : 0, list.length() - (quoted && closed ? CLOSING.length() : 0));
    List<String> words =
        Arrays.stream(inner.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    return new UnknownWords(
        lost && !words.isEmpty() ? words.subList(0, words.size() - 1) : words, lost);
  }
}
