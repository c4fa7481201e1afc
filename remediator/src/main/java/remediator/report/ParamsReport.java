package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.ImageWitness;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.WantedParameter;

/**
 * Every boot parameter that one kernel image understands.
 *
 * @param file the path it was read from
 * @param pattern what the list is narrowed to
 * @param everything whether the constants that the parameters' code refers to are shown too
 */
public record ParamsReport(
    String file, KernelImage image, Optional<String> pattern, boolean everything)
    implements Report {
  /** Ten times what a kernel has (6.12: 370 and 331); a page is no place for more. */
  private static final int ROWS_MAX = 10_000;

  private static final String ACCOUNTING = "cgroup.memory";
  private static final String DISABLING = "cgroup_disable";
  private static final List<String> ACCOUNTING_TOKENS = List.of("nokmem", "nosocket", "nobpf");
  private static final String LEGEND =
      "early: read before memory is set up, the whole name compared; late: compared by its"
          + " beginning; module: of a built-in module; core: a variable of the kernel itself";

  @Override
  public ResultState state() {
    return ResultState.DONE;
  }

  @Override
  public void print(Page page) {
    page.heading("KERNEL IMAGE");
    page.field("file", file);
    page.field("release", image.release().orElse("not found in it"));
    page.field("version", image.version().orElse("not found in it"));
    page.field("architecture", image.architecture().orElse("cannot be told"));
    page.field("packed as", packing());
    page.field("boot parameters", bootCounts());
    page.field("of modules and core", otherCounts());
    printTokens(page);
    printRows(page);
  }

  @Override
  public void addTo(JsonObject document) {
    JsonObject said = new JsonObject();
    said.add("path", JsonReport.text(file));
    said.add("release", JsonReport.nullable(image.release()));
    said.add("version", JsonReport.nullable(image.version()));
    said.add("architecture", JsonReport.nullable(image.architecture()));
    said.add("packing", JsonReport.texts(image.wrappings()));
    said.addProperty("module_table_found", image.moduleParameters().isPresent());
    said.addProperty("controllers_found", image.controllers().isPresent());
    document.add("image", said);
    document.add("pattern", JsonReport.nullable(pattern));
    List<ParameterRow> rows = rows();
    document.add(
        "parameters", JsonReport.array(rows.stream().limit(ROWS_MAX).toList(), ParameterRow::json));
    document.addProperty("parameters_omitted", Math.max(0, rows.size() - ROWS_MAX));
    document.add("tokens", JsonReport.array(tokens(), this::token));
  }

  private void printTokens(Page page) {
    List<WantedParameter> tokens = tokens();
    boolean listIsAsked = image.controllers().isEmpty() && isAsked(DISABLING + "=");
    if (tokens.isEmpty() && !listIsAsked) {
      return;
    }
    page.heading("VALUES");
    List<String> disabled = new ArrayList<>();
    for (WantedParameter wanted : tokens) {
      SupportEvidence answer = answer(wanted);
      if (wanted.parameter().equals(DISABLING) && isSeen(answer)) {
        disabled.add(wanted.token().orElse(""));
      } else {
        page.field(wanted.text(), said(answer));
      }
    }
    if (!disabled.isEmpty()) {
      page.field(DISABLING + "=", "understood: " + String.join(", ", disabled));
    }
    if (listIsAsked) {
      page.item("?", DISABLING + "=: the list of controllers was not found in the image");
    }
  }

  private static boolean isSeen(SupportEvidence answer) {
    return answer.says() == Says.UNDERSTOOD && answer.confidence() == Confidence.VERIFIED;
  }

  private static String said(SupportEvidence answer) {
    String confidence =
        answer.says() == Says.NOTHING || isSeen(answer)
            ? ""
            : " (" + answer.confidence().word() + ")";
    return answer.says().word() + confidence + ": " + answer.reason();
  }

  private void printRows(Page page) {
    List<ParameterRow> rows = rows();
    String narrowed = pattern.map(asked -> " with \"" + asked + "\"").orElse("");
    page.heading("PARAMETERS" + narrowed);
    rows.stream().limit(ROWS_MAX).forEach(row -> page.line(row.line(everything)));
    if (rows.size() > ROWS_MAX) {
      page.item("!", (rows.size() - ROWS_MAX) + " more are not shown");
    }
    if (rows.isEmpty()) {
      page.item("-", "none" + narrowed + " in its tables");
    }
    page.item("*", LEGEND);
  }

  private List<ParameterRow> rows() {
    return ParameterRow.of(image).stream()
        .filter(row -> pattern.map(row::matches).orElse(true))
        .toList();
  }

  /** The values of the two remedies' parameters; every controller that can be switched off. */
  private List<WantedParameter> tokens() {
    Stream<WantedParameter> accounting =
        ACCOUNTING_TOKENS.stream().map(t -> new WantedParameter(ACCOUNTING, Optional.of(t)));
    List<String> controllers = new ArrayList<>(image.controllers().orElse(List.of()));
    if (!controllers.contains("memory")) {
      controllers.add("memory");
    }
    Stream<WantedParameter> disabling =
        controllers.stream().map(c -> new WantedParameter(DISABLING, Optional.of(c)));
    return Stream.concat(accounting, disabling).filter(w -> isAsked(w.text())).toList();
  }

  private boolean isAsked(String text) {
    return pattern
        .map(asked -> ParameterRow.canonical(text).contains(ParameterRow.canonical(asked)))
        .orElse(true);
  }

  private SupportEvidence answer(WantedParameter wanted) {
    return new ImageWitness(file, image).answer(wanted);
  }

  private JsonElement token(WantedParameter wanted) {
    SupportEvidence answer = answer(wanted);
    JsonObject object = new JsonObject();
    object.add("parameter", JsonReport.text(wanted.parameter()));
    object.add("token", JsonReport.text(wanted.token().orElse("")));
    object.addProperty("verdict", answer.says().word());
    object.addProperty("confidence", answer.confidence().word());
    object.add("reason", JsonReport.text(answer.reason()));
    return object;
  }

  private String packing() {
    return image.wrappings().isEmpty() ? "not packed" : String.join(", in it ", image.wrappings());
  }

  private String bootCounts() {
    long early = count(ParameterKind.EARLY);
    long late = count(ParameterKind.LATE);
    long obsolete = image.parameters().stream().filter(BootParameter::obsolete).count();
    return String.format(
        Locale.ROOT,
        "%d: %d late, %d early%s",
        early + late,
        late,
        early,
        obsolete == 0 ? "" : "; " + obsolete + " of them obsolete");
  }

  private String otherCounts() {
    long module = count(ParameterKind.MODULE);
    long core = count(ParameterKind.CORE);
    return image.moduleParameters().isEmpty()
        ? "their table was not found"
        : String.format(Locale.ROOT, "%d: %d module, %d core", module + core, module, core);
  }

  private long count(ParameterKind kind) {
    return ParameterRow.of(image).stream().filter(row -> row.kind() == kind).count();
  }
}
