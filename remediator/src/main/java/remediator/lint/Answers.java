package remediator.lint;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import remediator.kernelimage.Vocabulary.Knowledge;

/**
 * What the kernels that get a word make of it, by release.
 *
 * @param knowing have it
 * @param ignoring do not have it
 * @param untold could not be asked
 * @param said every answer that was given
 */
record Answers(
    List<String> knowing, List<String> ignoring, List<String> untold, Set<Knowledge> said) {

  static Answers of(List<LintKernel> kernels, Function<LintKernel, Knowledge> question) {
    List<String> knowing = new ArrayList<>();
    List<String> ignoring = new ArrayList<>();
    List<String> untold = new ArrayList<>();
    Set<Knowledge> said = EnumSet.noneOf(Knowledge.class);
    for (LintKernel kernel : kernels) {
      Knowledge answer = question.apply(kernel);
      said.add(answer);
      switch (answer) {
        case KNOWN -> knowing.add(kernel.release());
        case UNTOLD -> untold.add(kernel.release());
        case BY_BEGINNING, NEEDS_VALUE, OTHER_VALUE, OBSOLETE, UNKNOWN ->
            ignoring.add(kernel.release());
      }
    }
    return new Answers(knowing, ignoring, untold, said);
  }

  /** True when every kernel that could be asked, and at least one, has it. */
  boolean isUnanimous() {
    return !knowing.isEmpty() && ignoring.isEmpty();
  }
}
