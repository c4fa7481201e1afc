package remediator.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.Vocabulary;

/**
 * What is wrong with the command lines of one host.
 *
 * @param words every word that was judged, each once, in the order in which they were found
 * @param kernels the kernels that were, or could not be, asked
 * @param unread what else could not be judged, with where and why
 */
public record Lint(List<LintedWord> words, List<LintKernel> kernels, List<String> unread) {

  public Lint {
    words = List.copyOf(words);
    kernels = List.copyOf(kernels);
    unread = List.copyOf(unread);
  }

  /**
   * Judges every line of the host.
   *
   * @param vocabularies what the images of its kernels know, by release
   * @param modules the canonical names of what can be loaded into them, by release
   */
  public static Lint of(
      HostFacts facts,
      Map<String, Fact<Vocabulary>> vocabularies,
      Map<String, Fact<Set<String>>> modules) {
    List<LintKernel> kernels =
        facts.kernels().optional().stream()
            .flatMap(List::stream)
            .map(kernel -> kernel(kernel, vocabularies, modules))
            .toList();
    HostLines lines = HostLines.of(facts);
    WordList words = WordList.of(lines.lines(), kernels);
    Stream<String> unread = Stream.concat(lines.unread().stream(), words.leftOut().stream());
    return new Lint(new WordJudge(kernels).judge(words), kernels, unread.toList());
  }

  /** What an operator should look at. */
  public List<LintedWord> problems() {
    return words.stream().filter(word -> word.verdict().isProblem()).toList();
  }

  /** True when something that no one could be asked about might be a problem. */
  public boolean isIncomplete() {
    return words.isEmpty() || !unread.isEmpty() || words.stream().anyMatch(this::isOpen);
  }

  /** The kernels of which some word could not be told. */
  public List<LintKernel> silentKernels() {
    return kernels.stream()
        .filter(each -> words.stream().anyMatch(word -> word.untoldBy().contains(each.release())))
        .toList();
  }

  private boolean isOpen(LintedWord word) {
    boolean asked = word.verdict() == LintedWord.Verdict.UNDERSTOOD;
    return word.verdict() == LintedWord.Verdict.CANNOT_TELL
        || (asked && kernels.stream().anyMatch(each -> isSilent(each, word)));
  }

  private static boolean isSilent(LintKernel kernel, LintedWord word) {
    return kernel.counts() && word.untoldBy().contains(kernel.release());
  }

  private static LintKernel kernel(
      InstalledKernel kernel,
      Map<String, Fact<Vocabulary>> vocabularies,
      Map<String, Fact<Set<String>>> modules) {
    return new LintKernel(
        kernel,
        Optional.ofNullable(vocabularies.get(kernel.release()))
            .orElseGet(() -> Fact.unknown(kernel.release(), "no kernel image was found")),
        Optional.ofNullable(modules.get(kernel.release()))
            .orElseGet(() -> Fact.unknown(kernel.release(), "its modules were not listed")));
  }
}
