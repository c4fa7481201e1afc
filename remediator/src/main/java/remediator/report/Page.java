package remediator.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of text in the making. Every text that is given to it loses its secrets and is escaped
 * here, once; only the palette's own sequences reach a terminal.
 */
public final class Page {
  private static final int LABEL_WIDTH = 26;

  /** What a serial console and the terminals of rescue systems show. */
  private static final int WRAP_COLUMNS = 80;

  private final Palette palette;
  private final StringBuilder text = new StringBuilder();

  public Page(Palette palette) {
    this.palette = palette;
  }

  /** The finished text. */
  public String text() {
    return text.toString();
  }

  void blank() {
    text.append('\n');
  }

  void heading(String title) {
    text.append(palette.bold(shown(title))).append('\n');
  }

  void line(String content) {
    text.append(shown(content)).append('\n');
  }

  void good(String content) {
    text.append(palette.good(shown(content))).append('\n');
  }

  void bad(String content) {
    text.append(palette.bad(shown(content))).append('\n');
  }

  void warning(String content) {
    text.append(palette.warning(shown(content))).append('\n');
  }

  void hint(String content) {
    text.append(palette.hint(shown(content))).append('\n');
  }

  /** {@code label content}, the content wrapped under itself. */
  void field(String label, String content) {
    String name = shown(label);
    String indent = " ".repeat(LABEL_WIDTH);
    String first = "  " + name + " ".repeat(Math.max(2, LABEL_WIDTH - 2 - name.length()));
    wrapped(first, indent, content);
  }

  /** A paragraph with a hanging mark: {@code - content}. */
  void item(String mark, String content) {
    String first = "  " + mark + " ";
    wrapped(first, " ".repeat(first.length()), content);
  }

  /** A deeper paragraph under an item. */
  void detail(String content) {
    wrapped("      ", "      ", content);
  }

  /** A paragraph under a detail. */
  void deeper(String content) {
    wrapped("        ", "        ", content);
  }

  /** A line of a unified diff, coloured by its symbol; tabs stay as they indent. */
  void diffLine(String content) {
    String escaped = Escaping.lines(Redaction.of(content)).replace("\n", "\\n");
    text.append("  ").append(coloured(escaped)).append('\n');
  }

  /** The gate: secrets out, then every byte that could steer a terminal. */
  private static String shown(String hostText) {
    return Escaping.line(Redaction.of(hostText));
  }

  private String coloured(String line) {
    if (line.startsWith("+")) {
      return palette.good(line);
    }
    if (line.startsWith("-")) {
      return palette.bad(line);
    }
    return line.startsWith("@@") ? palette.hint(line) : line;
  }

  private void wrapped(String first, String indent, String content) {
    String prefix = first;
    for (String line : broken(shown(content), WRAP_COLUMNS - indent.length())) {
      text.append(prefix).append(line).append('\n');
      prefix = indent;
    }
  }

  private static List<String> broken(String content, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : content.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
