package remediator.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.kernel.Parameter;
import remediator.kernel.ParameterName;
import remediator.kernelimage.Vocabulary;
import remediator.kernelimage.Vocabulary.Knowledge;
import remediator.lint.KnownWords.Owner;
import remediator.lint.LintedWord.Reader;
import remediator.lint.WordList.Occurring;

/**
 * Says of each word who reads it, the kernels first, then everybody else.
 *
 * <p>A name that only a kernel of this host knows that does not get the word is still no typo: the
 * word is then one that some kernels drop.
 */
final class WordJudge {
  /**
   * A command line of 4096 bytes, the longest, has no more words; of others only the first count.
   */
  static final int SUGGESTIONS_MAX = 2048;

  private final List<LintKernel> kernels;
  private final KnownWords known = KnownWords.shipped();
  private final Suggestions suggestions;

  WordJudge(List<LintKernel> kernels) {
    this.kernels = List.copyOf(kernels);
    this.suggestions = new Suggestions(kernels, known, SUGGESTIONS_MAX);
  }

  List<LintedWord> judge(WordList list) {
    List<LintedWord> words = new ArrayList<>();
    list.words().forEach(each -> words.addAll(judge(each)));
    return words;
  }

  private List<LintedWord> judge(Occurring each) {
    Parameter word = each.word();
    WordReport report = new WordReport(each);
    if (word.afterDashes()) {
      return List.of(report.forOthers(new Reader("init", "it stands after --"), List.of()));
    }
    if (word.name().text().isEmpty()) {
      return List.of(report.notJudged("the word is empty"));
    }
    if (word.name().text().indexOf('$') >= 0) {
      return List.of(report.notJudged("the boot loader fills it in at boot"));
    }
    Answers answers = Answers.of(each.kernels(), kernel -> kernel.word(word.name(), word.value()));
    if (Vocabulary.hasTokens(word.name().text()) && answers.ignoring().isEmpty()) {
      return byTokens(report, answers);
    }
    if (answers.isUnanimous()) {
      return List.of(report.understood(answers, moduleOf(report)));
    }
    Optional<LintedWord> others =
        answers.said().contains(Knowledge.NEEDS_VALUE)
            ? Optional.empty()
            : byOthers(report, answers);
    return List.of(others.orElseGet(() -> judged(report, answers)));
  }

  /** Each token for itself; one word where nothing is wrong with any, or nothing can be told. */
  private List<LintedWord> byTokens(WordReport report, Answers answers) {
    List<LintedWord> judged = new ArrayList<>();
    List<Answers> known = new ArrayList<>(answers.isUnanimous() ? List.of(answers) : List.of());
    for (String token : new LinkedHashSet<>(report.word().commaTokens())) {
      if (token.indexOf('$') < 0) {
        Answers told = Answers.of(report.kernels(), kernel -> token(kernel, report, token));
        token(report, token, told).ifPresentOrElse(judged::add, () -> known.add(told));
      }
    }
    boolean told = judged.stream().anyMatch(word -> word.verdict().isProblem());
    if (told || (!judged.isEmpty() && answers.isUnanimous())) {
      return judged;
    }
    return judged.isEmpty() && !known.isEmpty()
        ? List.of(report.understood(known.get(0), Optional.empty()))
        : List.of(report.cannotTell(answers, Optional.empty()));
  }

  private Optional<Reader> moduleOf(WordReport report) {
    Parameter word = report.word();
    boolean module =
        report.kernels().stream().anyMatch(k -> k.isForModule(word.name(), word.value()));
    return module
        ? LintKernel.module(word.name())
            .map(name -> new Reader("module " + name, "modules.dep, modprobe(8)"))
        : Optional.empty();
  }

  /** Empty where every kernel that could be asked takes the token. */
  private Optional<LintedWord> token(WordReport report, String token, Answers answers) {
    if (answers.ignoring().isEmpty()) {
      return answers.knowing().isEmpty()
          ? Optional.of(report.cannotTell(answers, Optional.of(token)))
          : Optional.empty();
    }
    String name = report.word().name().text();
    boolean elsewhere = kernels.stream().anyMatch(k -> token(k, report, token) == Knowledge.KNOWN);
    return Optional.of(
        elsewhere
            ? report.someKernels(answers, Optional.of(token))
            : report.unknownValue(answers, Optional.of(token), suggestions.ofToken(name, token)));
  }

  private static Knowledge token(LintKernel kernel, WordReport report, String token) {
    return kernel.token(report.word().name(), token);
  }

  /** Somebody who reads names of this form may still not know this very one. */
  private Optional<LintedWord> byOthers(WordReport report, Answers answers) {
    ParameterName name = report.word().name();
    Optional<Owner> exact = known.owner(name);
    if (exact.isPresent()) {
      return exact.map(owner -> report.forOthers(reader(owner), answers.knowing()));
    }
    return known.ownerOfForm(name).map(owner -> byForm(report, answers, owner));
  }

  private LintedWord byForm(WordReport report, Answers answers, Owner owner) {
    Optional<String> meant =
        answers.knowing().isEmpty() ? suggestions.ofOthers(report.word().name()) : Optional.empty();
    return meant.isPresent()
        ? report.misspelledFor(reader(owner), answers, meant)
        : report.forOthers(reader(owner), answers.knowing());
  }

  private LintedWord judged(WordReport report, Answers answers) {
    ParameterName name = report.word().name();
    Optional<String> value = report.word().value();
    Set<Knowledge> said = answers.said();
    if (answers.ignoring().isEmpty()) {
      return openOrMisspelled(report, answers);
    }
    if (kernels.stream().anyMatch(kernel -> kernel.word(name, value) == Knowledge.KNOWN)) {
      return report.someKernels(answers, Optional.empty());
    }
    if (said.contains(Knowledge.OTHER_VALUE)) {
      return report.unknownValue(answers, Optional.empty(), Optional.empty());
    }
    Optional<String> meant =
        said.contains(Knowledge.NEEDS_VALUE)
            ? Optional.of(name.text() + "=")
            : suggestions.ofWord(report.word());
    return report.noKernel(answers, meant);
  }

  /**
   * No kernel could tell. Where that is so for want of a list of modules only, and the name is all
   * but one that the kernel has, it is not a module's.
   */
  private LintedWord openOrMisspelled(WordReport report, Answers answers) {
    ParameterName name = report.word().name();
    Answers images =
        Answers.of(report.kernels(), kernel -> kernel.image(name, report.word().value()));
    Optional<String> meant =
        images.ignoring().isEmpty() || !answers.knowing().isEmpty()
            ? Optional.empty()
            : suggestions.ofWord(report.word());
    return meant.isPresent()
        ? report.noKernel(images, meant)
        : report.cannotTell(answers, Optional.empty());
  }

  private static Reader reader(Owner owner) {
    return new Reader(owner.name(), owner.source());
  }
}
