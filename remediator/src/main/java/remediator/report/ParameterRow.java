package remediator.report;

import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.KernelImage;

/**
 * One line of the list that {@code params} prints.
 *
 * @param text the name as it stands in the image's table, its {@code =} included
 * @param literals the text constants its code refers to
 */
record ParameterRow(String text, ParameterKind kind, boolean obsolete, List<String> literals) {

  /** More than one handler never names; the rest of a hostile image's is not shown. */
  private static final int LITERALS_MAX = 64;

  private static final Comparator<ParameterRow> BY_NAME =
      Comparator.comparing(ParameterRow::name)
          .thenComparing(ParameterRow::text)
          .thenComparing(ParameterRow::kind);

  ParameterRow {
    literals = literals.stream().limit(LITERALS_MAX).toList();
  }

  /** Every parameter of an image, sorted by name. */
  static List<ParameterRow> of(KernelImage image) {
    Stream<ParameterRow> boot = image.parameters().stream().map(ParameterRow::of);
    Stream<ParameterRow> others =
        image.moduleParameters().stream().flatMap(List::stream).map(ParameterRow::of);
    return Stream.concat(boot, others).sorted(BY_NAME).toList();
  }

  private static ParameterRow of(BootParameter parameter) {
    return new ParameterRow(
        parameter.text(),
        parameter.early() ? ParameterKind.EARLY : ParameterKind.LATE,
        parameter.obsolete(),
        parameter.literals());
  }

  private static ParameterRow of(String name) {
    return new ParameterRow(
        name, name.indexOf('.') < 0 ? ParameterKind.CORE : ParameterKind.MODULE, false, List.of());
  }

  /** What stands before the first {@code =}. */
  String name() {
    return nameOf(text);
  }

  /**
   * Whether a pattern asks for it: a part of its text, or a parameter with a value whose name this
   * is. {@code -} equals {@code _}, as it does for the kernel.
   */
  boolean matches(String pattern) {
    String asked = canonical(pattern);
    boolean isItsName = asked.indexOf('=') > 0 && nameOf(asked).equals(canonical(name()));
    return isItsName || canonical(text).contains(asked);
  }

  /** {@code early console_msg_format=}. */
  String line(boolean withLiterals) {
    String words =
        withLiterals && !literals.isEmpty() ? "  (" + String.join(" ", literals) + ")" : "";
    String mark = obsolete ? "  obsolete: said and ignored" : "";
    return String.format(Locale.ROOT, "  %-7s %s%s%s", kind.word(), text, mark, words);
  }

  JsonObject json() {
    JsonObject object = new JsonObject();
    object.add("name", JsonReport.text(name()));
    object.add("text", JsonReport.text(text));
    object.addProperty("kind", kind.word());
    object.addProperty("obsolete", obsolete);
    object.add("literals", JsonReport.texts(literals));
    return object;
  }

  static String canonical(String text) {
    return text.replace('-', '_');
  }

  private static String nameOf(String text) {
    int equals = text.indexOf('=');
    return equals < 0 ? text : text.substring(0, equals);
  }
}
