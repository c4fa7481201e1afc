package remediator.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.plan.Change;

/**
 * The unified diff of one file's change, as diff -u writes it.
 *
 * <p>Lines are the file's bytes, one per character, with secrets taken out ({@link Redaction}); a
 * missing final newline is said as diff(1) says it. The header names the path, {@code /dev/null}
 * for a file that is not there.
 */
public final class PlanDiff {
  private static final int CONTEXT_LINES = 3;
  private static final String NO_NEWLINE = "\\ No newline at end of file";

  private PlanDiff() {}

  /** The diff's lines, without line ends. */
  public static List<String> lines(Change change) {
    return lines(change.path().value(), change.beforeText(), change.afterText());
  }

  /** The diff as one text, each line ended. */
  public static String text(Change change) {
    return text(change.path().value(), change.beforeText(), change.afterText());
  }

  static String text(String path, Optional<String> before, Optional<String> after) {
    return String.join("\n", lines(path, before, after)) + "\n";
  }

  static List<String> lines(String path, Optional<String> before, Optional<String> after) {
    List<String> old = before.map(PlanDiff::linesOf).orElse(List.of());
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isPresent() ? "a" + path : "/dev/null",
            after.isPresent() ? "b" + path : "/dev/null",
            old,
            DiffUtils.diff(old, after.map(PlanDiff::linesOf).orElse(List.of())),
            CONTEXT_LINES);
    List<String> shown = new ArrayList<>();
    for (String line : unified) {
      shown.addAll(List.of(Redaction.of(counted(line)).split("\n", -1)));
    }
    return List.copyOf(shown);
  }

  /** An empty side begins at line 0 (diff -u, and patch(1) wants it); the library says 1. */
  private static String counted(String line) {
    return line.startsWith("@@ ")
        ? line.replace("@@ -1,0 ", "@@ -0,0 ").replace(" +1,0 @@", " +0,0 @@")
        : line;
  }

  private static List<String> linesOf(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String last = lines.remove(lines.size() - 1);
    if (!last.isEmpty()) {
      lines.add(last + "\n" + NO_NEWLINE);
    }
    return lines;
  }
}
