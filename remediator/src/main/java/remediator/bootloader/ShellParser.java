package remediator.bootloader;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import remediator.bootloader.ShellStatement.Assignment;

/** Parses a file that a shell sources into statements; only plain assignments are understood. */
final class ShellParser {
  private final String text;
  private final List<ShellStatement> statements = new ArrayList<>();
  private final List<Problem> notices = new ArrayList<>();
  private int at;
  private int line = 1;
  private int counted;

  ShellParser(String text) {
    this.text = text;
  }

  List<ShellStatement> parse() {
    skipSpace();
    while (at < text.length()) {
      statement();
      skipSpace();
    }
    return List.copyOf(statements);
  }

  /** What a shell takes otherwise than it looks; complete after {@link #parse}. */
  List<Problem> notices() {
    return List.copyOf(notices);
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = ShellText.lineEnd(text, at);
      } else if (text.startsWith("\\\n", at)) {
        at += 2;
      } else if (c == '\r' && loneReturn()) {
        notices.add(new Problem(lineAt(at), "sh takes this carriage return for a command"));
        at++;
      } else if (ShellText.isBlank(c) || c == '\n') {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean loneReturn() {
    return at + 1 >= text.length() || text.charAt(at + 1) == '\n';
  }

  private int lineAt(int offset) {
    while (counted < offset) {
      line += text.charAt(counted) == '\n' ? 1 : 0;
      counted++;
    }
    return line;
  }

  private void statement() {
    int statementLine = lineAt(at);
    Optional<Simple> simple = word("unset") ? unset(statementLine) : assignments(statementLine);
    if (simple.isPresent()) {
      statements.addAll(simple.get().statements());
      at = simple.get().end();
    } else {
      ShellOpaqueReader reader = new ShellOpaqueReader(text, at);
      statements.add(reader.statement(statementLine));
      at = Math.max(reader.end(), at + 1);
    }
  }

  /** A statement that was understood, and the offset after it. */
  private record Simple(List<ShellStatement> statements, int end) {}

  private boolean word(String word) {
    int end = at + word.length();
    return text.startsWith(word, at) && end < text.length() && ShellText.isBlank(text.charAt(end));
  }

  private Optional<Simple> unset(int statementLine) {
    List<String> names = new ArrayList<>();
    int read = skipBlanks(at + "unset".length());
    while (!isEnd(read)) {
      int end = ShellText.nameEnd(text, read);
      if (end == read || !isWordEnd(end)) {
        return Optional.empty();
      }
      names.add(text.substring(read, end));
      read = skipBlanks(end);
    }
    return Optional.of(new Simple(List.of(new ShellStatement.Unset(statementLine, names)), read));
  }

  private Optional<Simple> assignments(int statementLine) {
    boolean exported = word("export");
    List<ShellStatement> found = new ArrayList<>();
    int read = exported ? skipBlanks(at + "export".length()) : at;
    while (!isEnd(read)) {
      int nameEnd = ShellText.nameEnd(text, read);
      if (exported && nameEnd > read && isWordEnd(nameEnd)) {
        read = skipBlanks(nameEnd);
        continue;
      }
      Optional<Assignment> assignment = assignment(read, nameEnd, statementLine, exported);
      if (assignment.isEmpty() || (exported && !found.isEmpty() && refers(assignment.get()))) {
        return Optional.empty();
      }
      add(assignment.get(), found);
      read = skipBlanks(assignment.get().end());
    }
    int end = read < text.length() && text.charAt(read) == ';' ? read + 1 : read;
    return Optional.of(new Simple(found, end));
  }

  /** After {@code export}, all words are expanded before the first of them is assigned. */
  private static boolean refers(Assignment assignment) {
    return assignment.pieces().stream()
        .anyMatch(
            piece ->
                piece instanceof ShellPiece.Reference || piece instanceof ShellPiece.Conditional);
  }

  private void add(Assignment assignment, List<ShellStatement> found) {
    boolean assigns =
        assignment.pieces().stream()
            .anyMatch(piece -> piece instanceof ShellPiece.Unknown unknown && unknown.assigns());
    if (assigns) {
      String source = text.substring(assignment.start(), assignment.end());
      found.add(
          new ShellStatement.Opaque(
              assignment.line(),
              "an expansion here may assign a variable",
              new LinkedHashSet<>(ShellText.names(source)),
              false));
    }
    found.add(assignment);
    notice(assignment);
  }

  private Optional<Assignment> assignment(
      int start, int nameEnd, int statementLine, boolean exported) {
    boolean append = text.startsWith("+=", nameEnd);
    if (nameEnd == start || !(append || text.startsWith("=", nameEnd))) {
      return Optional.empty();
    }
    int valueStart = nameEnd + (append ? 2 : 1);
    ShellWordReader word = new ShellWordReader(text, valueStart, exported);
    if (!isWordEnd(word.end())) {
      return Optional.empty();
    }
    char first = valueStart < text.length() ? text.charAt(valueStart) : ' ';
    Quoting quoting = first == '"' ? Quoting.DOUBLE : first == '\'' ? Quoting.SINGLE : Quoting.BARE;
    return Optional.of(
        new Assignment(
            statementLine,
            start,
            word.end(),
            text.substring(start, nameEnd),
            append,
            quoting == Quoting.BARE ? valueStart : valueStart + 1,
            quoting,
            word.pieces()));
  }

  private void notice(Assignment assignment) {
    if (assignment.append()) {
      notices.add(new Problem(assignment.line(), "only bash and the like understand +="));
    }
    if (text.charAt(assignment.end() - 1) == '\r') {
      notices.add(
          new Problem(
              assignment.line(), "a carriage return ends the line and belongs to the value"));
    }
  }

  private int skipBlanks(int from) {
    int read = from;
    while (read < text.length()
        && (ShellText.isBlank(text.charAt(read)) || text.startsWith("\\\n", read))) {
      read += text.charAt(read) == '\\' ? 2 : 1;
    }
    return read;
  }

  /** Whether a simple command ends here. A comment does not end a word that it is glued to. */
  private boolean isEnd(int offset) {
    if (offset >= text.length() || text.charAt(offset) == '\n') {
      return true;
    }
    boolean comment = text.charAt(offset) == '#' && ShellText.isBlank(text.charAt(offset - 1));
    return comment || (text.charAt(offset) == ';' && !text.startsWith(";;", offset));
  }

  private boolean isWordEnd(int offset) {
    return offset == text.length()
        || (offset < text.length()
            && (ShellText.isBlank(text.charAt(offset)) || "\n;".indexOf(text.charAt(offset)) >= 0));
  }
}
