package remediator.bootloader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.kernel.CommandLine;
import remediator.kernel.CommandLineEdit;
import remediator.kernel.ParameterRequest;
import remediator.kernel.Splice;

/**
 * The arguments of a GRUB command as the kernel gets them, and the way back to the source.
 *
 * <p>GRUB takes its quotes off, joins the arguments with blanks, puts double quotes around one that
 * holds a blank, and a backslash before each quote and backslash (grub_create_loader_cmdline,
 * grub-core/lib/cmdline.c). White space between arguments is kept here one for one, so that changes
 * find their place; GRUB itself writes one blank.
 */
final class GrubArguments {
  /** What GRUB puts before the path of the kernel (grub-core/loader/i386/linux.c). */
  static final String IMAGE = "BOOT_IMAGE=";

  /** Characters of a line that is edited; no kernel that GRUB boots takes more than 4096. */
  static final int LENGTH_MAX = 16384;

  private record Word(int start, int end, int sourceStart, int sourceEnd) {}

  private final StringBuilder line = new StringBuilder();
  private final List<GrubWord.Glyph> glyphs = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final Map<Integer, Word> byStart = new HashMap<>();
  private final List<Problem> problems;

  private GrubArguments(String source, boolean withImage, Map<String, String> variables) {
    GrubLexer lexer = new GrubLexer(source);
    problems = lexer.problems();
    int read = 0;
    GrubLexer.Token token = lexer.next();
    while (token.kind() == GrubLexer.Kind.WORD) {
      separator(source, read, token.start());
      word(source, token, withImage && words.isEmpty(), variables);
      read = token.end();
      token = lexer.next();
    }
    if (token.kind() != GrubLexer.Kind.END || source.indexOf('#', read) >= 0) {
      problems.add(new Problem(1, "GRUB would end the command before its last word"));
    }
    separator(source, read, source.length());
  }

  /** Arguments only. */
  static GrubArguments of(String source) {
    return new GrubArguments(source, false, Map.of());
  }

  /** The path of a kernel and its arguments. */
  static GrubArguments ofLinux(String source, Map<String, String> variables) {
    return new GrubArguments(source, true, variables);
  }

  /** Why GRUB would not read the source as words of one command; empty if it does. */
  Optional<String> problem() {
    return problems.stream().findFirst().map(Problem::what);
  }

  /** What the kernel gets. */
  CommandLine commandLine() {
    return new CommandLine(line.toString());
  }

  /** The words after the first, which is the image. */
  CommandLine withoutImage() {
    int end = words.isEmpty() ? 0 : words.get(0).end();
    return new CommandLine(line.substring(end).strip());
  }

  /** The source after the wishes, one after the other. */
  static String edited(String source, boolean withImage, List<ParameterRequest> requests) {
    String result = source;
    for (ParameterRequest request : requests) {
      GrubArguments arguments = new GrubArguments(result, withImage, Map.of());
      result = Splice.apply(result, arguments.splices(request));
    }
    return result;
  }

  /** What one wish changes in the source. */
  List<Splice> splices(ParameterRequest request) {
    List<Splice> splices = new ArrayList<>();
    for (Splice splice : CommandLineEdit.splices(line.toString(), request)) {
      insertion(splice).ifPresent(splices::add);
      deletions(splice, splices);
    }
    return joined(splices);
  }

  private void separator(String source, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = source.charAt(at);
      if (c == ' ' || c == '\t') {
        append(new GrubWord.Glyph(' ', at, at + 1, Quoting.BARE, false));
      }
    }
  }

  private void word(
      String source, GrubLexer.Token token, boolean image, Map<String, String> variables) {
    List<GrubWord.Glyph> read = GrubWord.glyphs(source, token.start(), token.end(), variables);
    if (read.isEmpty() && source.charAt(token.start()) == '\\') {
      return;
    }
    int start = line.length();
    boolean quoted = read.stream().anyMatch(glyph -> glyph.value() == ' ' && !glyph.expanded());
    if (quoted) {
      added('"', token.start());
    }
    if (image) {
      IMAGE.chars().forEach(c -> added((char) c, token.start()));
    }
    for (int i = 0; i < read.size(); i++) {
      if (isEscapedByGrub(read, i)) {
        added('\\', read.get(i).start());
      }
      append(read.get(i));
    }
    if (quoted) {
      added('"', token.end());
    }
    Word word = new Word(start, line.length(), token.start(), token.end());
    words.add(word);
    if (word.end() > word.start()) {
      byStart.put(start, word);
    }
  }

  private static boolean isEscapedByGrub(List<GrubWord.Glyph> read, int at) {
    char c = read.get(at).value();
    boolean hex =
        c == '\\'
            && at + 3 < read.size()
            && read.get(at + 1).value() == 'x'
            && isHex(read.get(at + 2).value())
            && isHex(read.get(at + 3).value());
    return !hex && (c == '\\' || c == '\'' || c == '"');
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  private void added(char c, int at) {
    append(new GrubWord.Glyph(c, at, at, Quoting.BARE, false));
  }

  private void append(GrubWord.Glyph glyph) {
    glyphs.add(glyph);
    line.append(glyph.value());
  }

  private Optional<Splice> insertion(Splice splice) {
    String text = splice.replacement();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int at = splice.start();
    boolean wholeWords = splice.end() > at || isBlank(text, 0) || isBlank(text, text.length() - 1);
    if (!wholeWords && at > 0 && !isBlank(line, at - 1)) {
      GrubWord.Glyph left = glyphs.get(at - 1);
      return Optional.of(Splice.insertion(left.end(), GrubQuoting.inside(text, left.quoting())));
    }
    String before = isBlank(text, 0) ? " " : "";
    boolean glued = words.stream().anyMatch(word -> word.start() == at && word.end() == at);
    boolean blankAfter = isBlank(text, text.length() - 1) || (before.isEmpty() && glued);
    String after = blankAfter ? " " : "";
    return Optional.of(
        Splice.insertion(place(at, before.isEmpty()), before + GrubQuoting.words(text) + after));
  }

  private static boolean isBlank(CharSequence text, int at) {
    return text.charAt(at) == ' ';
  }

  /** Where whole words go: after the word that ends here, else before the one that begins here. */
  private int place(int at, boolean begins) {
    for (Word word : words) {
      if (begins && word.start() == at) {
        return word.sourceStart();
      }
      if (!begins && word.end() == at) {
        return word.sourceEnd();
      }
    }
    return at > 0 ? glyphs.get(at - 1).end() : 0;
  }

  private void deletions(Splice splice, List<Splice> splices) {
    int at = splice.start();
    while (at < splice.end()) {
      Optional<Word> whole = wordWithin(at, splice.end());
      if (whole.isPresent()) {
        splices.add(Splice.deletion(whole.get().sourceStart(), whole.get().sourceEnd()));
        at = whole.get().end();
      } else {
        splices.add(Splice.deletion(glyphs.get(at).start(), glyphs.get(at).end()));
        at++;
      }
    }
  }

  private Optional<Word> wordWithin(int start, int end) {
    return Optional.ofNullable(byStart.get(start)).filter(word -> word.end() <= end);
  }

  /** Puts neighbours together: an insertion and the deletion that begins where it stands. */
  private static List<Splice> joined(List<Splice> splices) {
    List<Splice> result = new ArrayList<>();
    for (Splice splice : splices) {
      int last = result.size() - 1;
      if (last >= 0 && result.get(last).end() == splice.start()) {
        Splice before = result.get(last);
        result.set(
            last,
            new Splice(before.start(), splice.end(), before.replacement() + splice.replacement()));
      } else if (!splice.isEmpty()) {
        result.add(splice);
      }
    }
    return List.copyOf(result);
  }
}
