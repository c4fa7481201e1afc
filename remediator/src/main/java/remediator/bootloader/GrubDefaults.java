package remediator.bootloader;

import java.util.List;
import java.util.Optional;
import remediator.bootloader.ShellPiece.Reference;
import remediator.bootloader.ShellPiece.Text;
import remediator.bootloader.ShellStatement.Assignment;
import remediator.file.HostPath;
import remediator.kernel.Splice;

/**
 * One file of shell assignments, {@code /etc/default/grub} or a drop-in of it, without loss.
 *
 * <p>It is parsed statically and never executed. Understood are comments, assignments with any
 * quoting, several on one line, {@code +=}, {@code export}, {@code unset}, continuation lines,
 * plain references and those with an alternative or a default, as in the line that TuneD appends;
 * every other statement is opaque. Values come from a {@link GrubDefaultsChain}, since a later file
 * may assign again.
 */
public final class GrubDefaults {
  /** The file that grub-mkconfig sources first, on every distribution. */
  public static final HostPath PATH = HostPath.of("/etc/default/grub");

  /** What Debian and Ubuntu source after it: {@code *.cfg}, in the order of their names. */
  public static final HostPath DROP_IN_DIRECTORY = HostPath.of("/etc/default/grub.d");

  /** The end of the name of a drop-in. */
  public static final String DROP_IN_SUFFIX = ".cfg";

  /** Our own drop-in: sorts after those of image vendors. */
  public static final HostPath OWN_DROP_IN = DROP_IN_DIRECTORY.resolve("zz-remediator.cfg");

  /** Words for every boot entry, recovery ones included (10_linux of every distribution). */
  public static final String COMMAND_LINE = "GRUB_CMDLINE_LINUX";

  /** Words for normal boot entries only. */
  public static final String COMMAND_LINE_DEFAULT = "GRUB_CMDLINE_LINUX_DEFAULT";

  /** How a comment begins that marks lines as ours; see {@code grub-templates/}. */
  public static final String OWN_COMMENT = "# Added by remediator";

  private final String text;
  private final List<ShellStatement> statements;
  private final List<Problem> notices;

  private GrubDefaults(String text) {
    this.text = text;
    ShellParser parser = new ShellParser(text);
    this.statements = parser.parse();
    this.notices = parser.notices();
  }

  /** Reads any text; never fails. */
  public static GrubDefaults parse(String text) {
    return new GrubDefaults(text);
  }

  /** The file, byte for byte. */
  public String text() {
    return text;
  }

  /** What a shell takes otherwise than it looks, by line: carriage returns, {@code +=}. */
  public List<Problem> notices() {
    return notices;
  }

  /** The statements that are not run, by line, each with what it is. */
  public List<Problem> opaque() {
    return statements.stream()
        .filter(ShellStatement.Opaque.class::isInstance)
        .map(ShellStatement.Opaque.class::cast)
        .map(each -> new Problem(each.line(), each.why()))
        .toList();
  }

  /**
   * Whether everything in the file only repeats values that were there before, as a drop-in does
   * once its last word was removed: {@code X="$X"}.
   */
  public boolean isWithoutEffect() {
    return statements.stream()
        .allMatch(each -> each instanceof Assignment assignment && isIdentity(assignment));
  }

  /**
   * The file with a block of lines at its end, which {@link #withoutOwnBlock} takes away again.
   *
   * @param block whole lines, each with its newline
   */
  public GrubDefaults withBlock(String block) {
    boolean terminated = text.isEmpty() || text.endsWith("\n");
    String lines = block.endsWith("\n") ? block.substring(0, block.length() - 1) : block;
    return parse(terminated ? text + lines + "\n" : text + "\n" + lines);
  }

  /**
   * The file without the lines that {@link #withBlock} added, if they assign the variable an empty
   * value; else the file itself.
   */
  public GrubDefaults withoutOwnBlock(String variable) {
    return statements.stream()
        .filter(Assignment.class::isInstance)
        .map(Assignment.class::cast)
        .filter(each -> each.name().equals(variable) && !each.append() && isBlank(each))
        .flatMap(each -> ownBlock(each).stream())
        .findFirst()
        .map(splice -> parse(Splice.apply(text, List.of(splice))))
        .orElse(this);
  }

  List<ShellStatement> statements() {
    return statements;
  }

  private static boolean isIdentity(Assignment assignment) {
    List<ShellPiece> visible =
        assignment.pieces().stream().filter(piece -> !isBlankText(piece)).toList();
    boolean repeats =
        visible.size() == 1
            && visible.get(0) instanceof Reference reference
            && reference.name().equals(assignment.name());
    return assignment.append() ? visible.isEmpty() : repeats;
  }

  private static boolean isBlank(Assignment assignment) {
    return assignment.pieces().stream().allMatch(GrubDefaults::isBlankText);
  }

  private static boolean isBlankText(ShellPiece piece) {
    return piece instanceof Text character && character.value() == ' ';
  }

  /** The lines of ours that end with this assignment. */
  private Optional<Splice> ownBlock(Assignment assignment) {
    int lineStart = text.lastIndexOf('\n', assignment.start()) + 1;
    int lineEnd = ShellText.lineEnd(text, assignment.end());
    int commentStart = text.lastIndexOf('\n', Math.max(0, lineStart - 2)) + 1;
    boolean ours =
        lineStart == assignment.start()
            && lineEnd == assignment.end()
            && commentStart < lineStart
            && text.startsWith(OWN_COMMENT, commentStart);
    if (!ours) {
      return Optional.empty();
    }
    boolean terminated = lineEnd < text.length();
    int start = terminated ? commentStart : Math.max(0, commentStart - 1);
    return Optional.of(Splice.deletion(start, terminated ? lineEnd + 1 : lineEnd));
  }
}
