package remediator.report;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.fact.HostFacts;
import remediator.lint.Lint;
import remediator.lint.LintKernel;
import remediator.lint.LintedWord;
import remediator.lint.LintedWord.Verdict;

/** Who reads each word of the host's command lines, those first that nobody does. */
public record LintReport(HostFacts facts, Lint lint) implements Report {
  private static final String NEXT =
      "correct each word where it is written, or take it out: in the source of the next update"
          + " first; generate the boot configuration from it, reboot, and ask again";

  @Override
  public ResultState state() {
    if (!lint.problems().isEmpty()) {
      return ResultState.PROBLEM_FOUND;
    }
    return lint.isIncomplete() ? ResultState.UNDETERMINED : ResultState.HEALTHY;
  }

  @Override
  public List<Finding> findings() {
    return LintFindings.of(lint);
  }

  @Override
  public void print(Page page) {
    page.line("Host: " + HostSummary.line(facts));
    print(page, Verdict.NO_KERNEL, "NO KERNEL OF THIS HOST UNDERSTANDS");
    print(page, Verdict.UNKNOWN_VALUE, "NO KERNEL OF THIS HOST KNOWS THIS VALUE");
    print(page, Verdict.SOME_KERNELS, "SOME KERNELS OF THIS HOST DO NOT UNDERSTAND");
    printUntold(page);
    printOthers(page);
    printSummary(page);
  }

  @Override
  public void addTo(JsonObject document) {
    document.add("words", JsonReport.array(lint.words(), LintLines::json));
    document.add("images", JsonReport.array(lint.kernels(), LintLines::json));
    document.add("unread", JsonReport.texts(lint.unread()));
  }

  private void print(Page page, Verdict verdict, String heading) {
    List<LintedWord> words = words(verdict);
    if (!words.isEmpty()) {
      page.heading(heading);
      words.forEach(word -> LintLines.print(page, word));
    }
  }

  /** The reasons once, then the words. */
  private void printUntold(Page page) {
    List<LintKernel> silent = lint.silentKernels();
    List<LintedWord> words = words(Verdict.CANNOT_TELL);
    if (silent.isEmpty() && words.isEmpty() && lint.unread().isEmpty()) {
      return;
    }
    page.heading("CANNOT TELL");
    silent.forEach(kernel -> LintLines.printReason(page, kernel));
    lint.unread().forEach(what -> page.item("?", what));
    if (!words.isEmpty()) {
      LintLines.printList(page, "words", words);
    }
  }

  private void printOthers(Page page) {
    Map<String, List<LintedWord>> byReader = new TreeMap<>();
    lint.words().stream()
        .filter(word -> !word.verdict().isProblem())
        .forEach(
            word ->
                word.reader()
                    .ifPresent(
                        reader -> byReader.merge(reader.name(), List.of(word), LintLines::joined)));
    if (!byReader.isEmpty()) {
      page.heading("FOR SOMEBODY ELSE");
      byReader.forEach((reader, words) -> LintLines.printList(page, reader, words));
    }
    List<LintedWord> filledIn = words(Verdict.NOT_JUDGED);
    if (!filledIn.isEmpty()) {
      page.heading("NOT JUDGED");
      filledIn.forEach(word -> LintLines.print(page, word));
    }
  }

  private void printSummary(Page page) {
    String counts =
        "%d words: %d to look at, %d understood, %d for somebody else, %d untold"
            .formatted(
                lint.words().size(),
                lint.problems().size(),
                words(Verdict.UNDERSTOOD).size(),
                words(Verdict.FOR_OTHERS).size(),
                words(Verdict.CANNOT_TELL).size());
    if (state() == ResultState.HEALTHY) {
      page.good(counts);
    } else {
      page.warning(counts);
    }
    if (!lint.problems().isEmpty()) {
      page.item(">", NEXT);
    }
  }

  private List<LintedWord> words(Verdict verdict) {
    return lint.words().stream().filter(word -> word.verdict() == verdict).toList();
  }
}
