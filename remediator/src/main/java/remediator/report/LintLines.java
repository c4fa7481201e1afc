package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import remediator.lint.LintKernel;
import remediator.lint.LintedWord;
import remediator.lint.LintedWord.Verdict;
import remediator.lint.Place;

/** How a word of a command line, and who reads it, is said. */
final class LintLines {
  /** Enough to recognise a word by; a line of a terminal has 80 columns. */
  private static final int WORD_CHARS_MAX = 60;

  /** More places of one word than this are counted, not listed. */
  private static final int PLACES_MAX = 12;

  /** Words that are no problem are examples. */
  private static final int LISTED_MAX = 40;

  private static final int LINE_CHARS = 72;

  private LintLines() {}

  /**
   * A word without its secrets, cut. The value of a name that is a misspelt secret's is one too:
   * {@code rd.iscsi.pasword=}; so may be that of a name which nobody could be asked about.
   */
  static String shown(LintedWord word) {
    boolean flag = word.name().length() >= word.word().length();
    if (word.token().isPresent() || flag) {
      return cut(Redaction.of(word.word()));
    }
    if (word.suggestion().filter(LintLines::isSecret).isPresent()) {
      return cut(word.name() + "=<redacted>");
    }
    return word.verdict() == Verdict.CANNOT_TELL
        ? cut(word.name() + "=...")
        : cut(Redaction.of(word.word()));
  }

  static void print(Page page, LintedWord word) {
    page.item(word.verdict().isProblem() ? "!" : "-", shown(word));
    word.token().ifPresent(token -> page.detail("value: " + cut(token)));
    word.suggestion().ifPresent(meant -> page.detail("did you mean: " + meant));
    word.why().forEach(page::detail);
    printReleases(page, "unknown to", word.ignoredBy());
    printReleases(page, "known to", word.understoodBy());
    printReleases(page, "cannot tell for", word.untoldBy());
    word.places().stream()
        .limit(PLACES_MAX)
        .forEach(place -> page.detail(place.moment().title() + ": " + place.where()));
    if (word.places().size() > PLACES_MAX) {
      page.detail("and %d more places".formatted(word.places().size() - PLACES_MAX));
    }
  }

  static void printReason(Page page, LintKernel kernel) {
    kernel
        .vocabulary()
        .match(
            known -> moduleReason(page, kernel),
            unknown -> {
              page.item("?", "%s: %s".formatted(kernel.release(), unknown.reason()));
              return true;
            });
  }

  /** {@code dracut: rd.lvm.lv=…, rhgb}; each word once. */
  static void printList(Page page, String who, List<LintedWord> words) {
    Set<String> shown = new LinkedHashSet<>();
    words.stream().limit(LISTED_MAX).forEach(word -> shown.add(shown(word)));
    page.item("-", who);
    StringBuilder line = new StringBuilder();
    for (String each : shown) {
      if (line.length() > 0 && line.length() + each.length() > LINE_CHARS) {
        page.detail(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(each);
    }
    page.detail(line.toString());
    if (words.size() > LISTED_MAX) {
      page.detail("and %d more".formatted(words.size() - LISTED_MAX));
    }
  }

  static List<LintedWord> joined(List<LintedWord> some, List<LintedWord> more) {
    List<LintedWord> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  static JsonElement json(LintedWord word) {
    JsonObject object = new JsonObject();
    object.add("word", JsonReport.text(shown(word)));
    object.add("name", JsonReport.text(cut(word.name())));
    object.add("token", JsonReport.nullable(word.token().map(LintLines::cut)));
    object.addProperty("verdict", word.verdict().word());
    object.add("reader", word.reader().map(LintLines::json).orElse(JsonNull.INSTANCE));
    object.add("suggestion", JsonReport.nullable(word.suggestion()));
    object.add("why", JsonReport.texts(word.why()));
    object.add("understood_by", JsonReport.texts(word.understoodBy()));
    object.add("ignored_by", JsonReport.texts(word.ignoredBy()));
    object.add("untold_by", JsonReport.texts(word.untoldBy()));
    object.add("places", JsonReport.array(word.places(), LintLines::json));
    return object;
  }

  static JsonElement json(LintKernel kernel) {
    JsonObject object = new JsonObject();
    object.add("release", JsonReport.text(kernel.release()));
    object.addProperty("counts", kernel.counts());
    object.add("names", JsonReport.fact(kernel.vocabulary(), v -> number(v.names().size())));
    object.add("modules", JsonReport.fact(kernel.modules(), m -> number(m.size())));
    return object;
  }

  private static JsonElement json(LintedWord.Reader reader) {
    JsonObject object = new JsonObject();
    object.add("name", JsonReport.text(reader.name()));
    object.add("source", JsonReport.text(reader.source()));
    return object;
  }

  private static JsonElement json(Place place) {
    JsonObject object = new JsonObject();
    object.addProperty("moment", place.moment().word());
    object.add("source", JsonReport.text(place.source()));
    object.addProperty("line", place.line());
    return object;
  }

  private static boolean moduleReason(Page page, LintKernel kernel) {
    return kernel
        .modules()
        .match(
            known -> true,
            unknown -> {
              page.item(
                  "?",
                  "%s: names with a dot: its modules are not listed (%s: %s)"
                      .formatted(kernel.release(), unknown.source(), unknown.reason()));
              return true;
            });
  }

  private static void printReleases(Page page, String label, List<String> releases) {
    releases.forEach(release -> page.detail(label + ": " + release));
  }

  private static boolean isSecret(String name) {
    return !Redaction.of(name + "=x").equals(name + "=x");
  }

  private static String cut(String text) {
    return text.length() > WORD_CHARS_MAX ? text.substring(0, WORD_CHARS_MAX) + "..." : text;
  }

  private static JsonElement number(int count) {
    return new JsonPrimitive(count);
  }
}
