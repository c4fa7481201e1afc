package remediator.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The knowledge page {@code docs/kernels.md}: a table of what each kernel of the lab understands.
 *
 * <p>Package versions go up between the day a page is written and the day it is read, so two rows
 * of one kind of kernel must agree in their verdicts, and in all else only when they are of one
 * build.
 */
final class KernelsPage {
  private static final String HEAD =
      """
      # What Debian's kernels understand

      Written by the lab test that checks it, from the kernel images alone; do not edit it by hand. To write it anew:

          REMEDIATOR_LAB_KERNELS=$(vagrant/lab/kernels.sh --all --fresh) \\
            mvn -pl remediator -Dlab -Dtest=KernelImagesLabTest -Dkernels.page.update=true test-compile surefire:test@lab

      *Parameters* are the rows of the kernel's table of `__setup` + `early_param`; *of modules*, the parameters of built-in modules and
      `core_param`. *understood* and *ignored* are the product's answers.
      The controllers are the names that `cgroup_disable=` takes.
      *Packing* names what the image is wrapped in, outermost first; *plain* is one that is not. Every kernel here is Linux 4.5 or newer,
      as older ones are no longer in the archive; the table of releases has those.

      """;

  /**
   * One row of the table.
   *
   * @param build the package, its version and its architecture
   * @param facts what the image says of itself; goes with the build
   * @param verdicts what holds for every build of the kind
   */
  record Row(String kind, List<String> build, List<String> facts, List<String> verdicts) {
    static final List<String> TITLES =
        List.of(
            "kernel",
            "package",
            "version",
            "release",
            "architecture",
            "packing",
            "parameters",
            "of modules",
            "`cgroup.memory=`",
            "`nokmem`",
            "`nosocket`",
            "`nobpf`",
            "`cgroup_disable=`",
            "controllers");

    private static final int BUILD = 2;
    private static final int FACTS = 5;

    Row {
      build = List.copyOf(build);
      facts = List.copyOf(facts);
      verdicts = List.copyOf(verdicts);
      if (1 + build.size() + facts.size() + verdicts.size() != TITLES.size()) {
        throw new IllegalArgumentException("not a row of the page: " + verdicts);
      }
    }

    private static Row of(List<String> cells) {
      return new Row(
          cells.get(0),
          cells.subList(1, 1 + BUILD),
          cells.subList(1 + BUILD, 1 + BUILD + FACTS),
          cells.subList(1 + BUILD + FACTS, cells.size()));
    }

    String text() {
      return line(Stream.of(List.of(kind), build, facts, verdicts).flatMap(List::stream).toList());
    }

    private static String line(List<String> cells) {
      return "| " + String.join(" | ", cells) + " |\n";
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();

  KernelsPage(List<Row> rows) {
    rows.forEach(row -> this.rows.putIfAbsent(row.kind(), row));
  }

  static KernelsPage parse(String text) {
    return new KernelsPage(
        text.lines()
            .filter(line -> line.startsWith("| "))
            .map(KernelsPage::cells)
            .filter(cells -> cells.size() == Row.TITLES.size() && !cells.equals(Row.TITLES))
            .map(Row::of)
            .toList());
  }

  private static List<String> cells(String line) {
    String inner = line.substring(2, line.lastIndexOf('|')).strip();
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  String text() {
    return HEAD
        + Row.line(Row.TITLES)
        + "|---".repeat(Row.TITLES.size())
        + "|\n"
        + rows.values().stream().map(Row::text).collect(Collectors.joining());
  }

  /** How many kinds of kernels both pages have. */
  long sharedWith(KernelsPage other) {
    return rows.keySet().stream().filter(other.rows::containsKey).count();
  }

  /** What this page says otherwise than the truth does. */
  List<String> contradictions(KernelsPage truth) {
    List<String> found = new ArrayList<>();
    truth.rows.forEach(
        (kind, row) -> {
          Optional<Row> ours = Optional.ofNullable(rows.get(kind));
          if (ours.filter(mine -> contradicts(mine, row)).isPresent()) {
            found.add("the page has\n  " + ours.get().text() + "the image says\n  " + row.text());
          }
        });
    return found;
  }

  private static boolean contradicts(Row mine, Row truth) {
    return mine.build().equals(truth.build())
        ? !mine.equals(truth)
        : !mine.verdicts().equals(truth.verdicts());
  }

  /** The kernels of the truth that are newer than this page, one line each. */
  List<String> olderThan(KernelsPage truth) {
    return truth.rows.values().stream()
        .filter(row -> !isSameBuild(row))
        .map(row -> row.kind() + ": " + String.join(" ", row.build()))
        .toList();
  }

  private boolean isSameBuild(Row row) {
    Optional<Row> mine = Optional.ofNullable(rows.get(row.kind()));
    return mine.filter(ours -> ours.build().equals(row.build())).isPresent();
  }
}
