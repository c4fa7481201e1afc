package remediator.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.kernel.Parameter;
import remediator.kernelimage.Vocabulary.Knowledge;
import remediator.lint.LintedWord.Reader;
import remediator.lint.LintedWord.Verdict;
import remediator.lint.WordList.Occurring;

/** Puts a verdict about one word into words. */
record WordReport(Occurring occurring) {
  private static final String DROPPED =
      "a dotted name is taken for a module's and dropped without a word";
  private static final String HANDED_ON =
      "the kernel hands it to init and, from 5.14, says so in its log";
  private static final String BEGINS =
      "its beginning is a flag of a kernel, which may or may not take the rest";
  private static final String OBSOLETE = "the kernel has the name without code, and says so";
  private static final String NEEDS_VALUE = "the kernel knows this name with a value only";
  private static final String TOKEN_DROPPED = "the kernel skips it without a word";
  private static final String OTHER_VALUE = "the kernel knows the name with other values only";

  Parameter word() {
    return occurring.word();
  }

  List<LintKernel> kernels() {
    return occurring.kernels();
  }

  LintedWord understood(Answers answers, Optional<Reader> module) {
    return word(Verdict.UNDERSTOOD, Optional.empty(), module, List.of(), Optional.empty(), answers);
  }

  LintedWord forOthers(Reader reader, List<String> understoodBy) {
    return new LintedWord(
        word().raw(),
        word().name().text(),
        Optional.empty(),
        Verdict.FOR_OTHERS,
        Optional.of(reader),
        List.of(),
        Optional.empty(),
        understoodBy,
        List.of(),
        List.of(),
        occurring.places());
  }

  LintedWord notJudged(String why) {
    return new LintedWord(
        word().raw(),
        word().name().text(),
        Optional.empty(),
        Verdict.NOT_JUDGED,
        Optional.empty(),
        List.of(why),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        occurring.places());
  }

  LintedWord cannotTell(Answers answers, Optional<String> token) {
    return word(Verdict.CANNOT_TELL, token, Optional.empty(), List.of(), Optional.empty(), answers);
  }

  LintedWord someKernels(Answers answers, Optional<String> token) {
    return word(
        Verdict.SOME_KERNELS,
        token,
        Optional.empty(),
        fate(answers, token.isPresent()),
        Optional.empty(),
        answers);
  }

  LintedWord noKernel(Answers answers, Optional<String> suggestion) {
    return word(
        Verdict.NO_KERNEL,
        Optional.empty(),
        Optional.empty(),
        fate(answers, false),
        suggestion,
        answers);
  }

  LintedWord unknownValue(Answers answers, Optional<String> token, Optional<String> suggestion) {
    List<String> why = token.isPresent() ? fate(answers, true) : List.of(OTHER_VALUE);
    return word(Verdict.UNKNOWN_VALUE, token, Optional.empty(), why, suggestion, answers);
  }

  /** Whoever reads names of this form does not know it. */
  LintedWord misspelledFor(Reader reader, Answers answers, Optional<String> suggestion) {
    String why = "names like it are for %s, which has none so called".formatted(reader.name());
    return word(
        Verdict.NO_KERNEL,
        Optional.empty(),
        Optional.of(reader),
        List.of(why),
        suggestion,
        answers);
  }

  private List<String> fate(Answers answers, boolean token) {
    if (token) {
      return List.of(TOKEN_DROPPED);
    }
    List<String> fate = new ArrayList<>();
    if (answers.said().contains(Knowledge.OBSOLETE)) {
      fate.add(OBSOLETE);
    } else if (answers.said().contains(Knowledge.BY_BEGINNING)) {
      fate.add(BEGINS);
    } else if (answers.said().contains(Knowledge.NEEDS_VALUE)) {
      fate.add(NEEDS_VALUE);
    }
    fate.add(word().name().text().indexOf('.') >= 0 ? DROPPED : HANDED_ON);
    return fate;
  }

  private LintedWord word(
      Verdict verdict,
      Optional<String> token,
      Optional<Reader> reader,
      List<String> why,
      Optional<String> suggestion,
      Answers answers) {
    return new LintedWord(
        word().raw(),
        word().name().text(),
        token,
        verdict,
        reader,
        why,
        suggestion,
        answers.knowing(),
        answers.ignoring(),
        answers.untold(),
        occurring.places());
  }
}
