package remediator.lint;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.kernel.Parameter;

/**
 * The words of all lines, each once, with every place it stands in and every kernel that gets it.
 *
 * @param leftOut why words were left out; empty when none were
 */
record WordList(List<Occurring> words, List<String> leftOut) {
  /** Distinct words that are judged; a line of 4096 bytes, the longest, has half as many. */
  static final int WORDS_MAX = 20_000;

  /** A word, where it stands, and the kernels that get it there. */
  record Occurring(Parameter word, List<Place> places, List<LintKernel> kernels) {}

  WordList {
    words = List.copyOf(words);
    leftOut = List.copyOf(leftOut);
  }

  static WordList of(List<HostLine> lines, List<LintKernel> kernels) {
    Map<Key, Gathered> gathered = new LinkedHashMap<>();
    int leftOut = 0;
    for (HostLine line : lines) {
      List<LintKernel> readers = readers(line, kernels);
      for (Parameter word : line.line().parameters()) {
        Key key = new Key(word.raw(), word.afterDashes());
        if (gathered.size() < WORDS_MAX || gathered.containsKey(key)) {
          gathered.computeIfAbsent(key, k -> new Gathered(word)).add(line.place(), readers);
        } else {
          leftOut++;
        }
      }
    }
    List<Occurring> words =
        gathered.values().stream()
            .filter(each -> !each.word.isDashes())
            .map(Gathered::done)
            .toList();
    return new WordList(
        words,
        leftOut == 0
            ? List.of()
            : List.of(
                "the command lines: only the first %d words were judged".formatted(WORDS_MAX)));
  }

  /** The same word behind the dashes is another's. */
  private record Key(String raw, boolean afterDashes) {}

  /** Who gets a line: the kernel it names, else all that get every line. */
  private static List<LintKernel> readers(HostLine line, List<LintKernel> kernels) {
    List<LintKernel> named =
        kernels.stream()
            .filter(each -> line.release().filter(each.release()::equals).isPresent())
            .toList();
    return named.isEmpty() ? kernels.stream().filter(LintKernel::getsEveryLine).toList() : named;
  }

  /** One word while the lines are gone through. */
  private static final class Gathered {
    private final Parameter word;
    private final Set<Place> places = new LinkedHashSet<>();
    private final Map<String, LintKernel> kernels = new LinkedHashMap<>();

    Gathered(Parameter word) {
      this.word = word;
    }

    void add(Place place, List<LintKernel> readers) {
      places.add(place);
      readers.forEach(each -> kernels.putIfAbsent(each.release(), each));
    }

    Occurring done() {
      return new Occurring(word, List.copyOf(places), List.copyOf(kernels.values()));
    }
  }
}
