package remediator.report;

import java.util.List;
import java.util.Optional;
import remediator.fact.Evidence;
import remediator.lint.Lint;
import remediator.lint.LintedWord;
import remediator.lint.LintedWord.Verdict;
import remediator.report.Finding.Severity;

/** The words that an operator should look at, under the identifiers of {@code docs/findings.md}. */
final class LintFindings {
  static final String NO_KERNEL = "LINT-01";
  static final String SOME_KERNELS = "LINT-02";
  static final String UNKNOWN_VALUE = "LINT-03";

  private LintFindings() {}

  static List<Finding> of(Lint lint) {
    return lint.words().stream().flatMap(word -> finding(word).stream()).toList();
  }

  private static Optional<Finding> finding(LintedWord word) {
    return switch (word.verdict()) {
      case NO_KERNEL ->
          Optional.of(
              finding(
                  NO_KERNEL,
                  Severity.PROBLEM,
                  "no kernel of this host understands " + LintLines.shown(word),
                  word));
      case UNKNOWN_VALUE ->
          Optional.of(
              finding(
                  UNKNOWN_VALUE,
                  Severity.PROBLEM,
                  "no kernel of this host knows the value in " + LintLines.shown(word),
                  word));
      case SOME_KERNELS ->
          Optional.of(
              finding(
                  SOME_KERNELS,
                  Severity.WARNING,
                  "only some kernels of this host understand " + LintLines.shown(word),
                  word));
      case UNDERSTOOD, FOR_OTHERS, CANNOT_TELL, NOT_JUDGED -> Optional.empty();
    };
  }

  private static Finding finding(String id, Severity severity, String title, LintedWord word) {
    List<Evidence> evidence =
        word.places().stream()
            .map(
                place ->
                    new Evidence(
                        place.where(), place.moment().title() + ": " + LintLines.shown(word)))
            .toList();
    return Finding.of(id, severity, title, why(word), evidence, remedy(word));
  }

  private static String why(LintedWord word) {
    String ignored =
        word.ignoredBy().isEmpty() ? "" : "unknown to " + String.join(", ", word.ignoredBy());
    String reasons = String.join("; ", word.why());
    return ignored.isEmpty() || reasons.isEmpty() ? ignored + reasons : ignored + "; " + reasons;
  }

  private static String remedy(LintedWord word) {
    if (word.suggestion().isPresent()) {
      return "if " + word.suggestion().get() + " was meant, write that; else take it out";
    }
    return word.verdict() == Verdict.SOME_KERNELS
        ? "boot one of: " + known(word) + "; or take it out"
        : "take it out, or see how it is spelled";
  }

  private static String known(LintedWord word) {
    return word.understoodBy().isEmpty()
        ? "a kernel of this host that knows it"
        : String.join(", ", word.understoodBy());
  }
}
