package remediator.policy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import remediator.policy.Located.Kind;

/**
 * Reads policies: YAML 1.2 without anchors, aliases, tags and second documents, so that no text is
 * larger than it looks and nothing is ever constructed from it.
 *
 * <p>Only the events of the parser are used, with a stack of our own: depth and size are bounded
 * before anything is built. What the text means is for {@link PolicyGrammar} to say.
 */
public final class PolicyReader {
  /** The largest shipped policy has less than 1 KiB; a policy is read by people. */
  public static final int BYTES_MAX = 64 * 1024;

  /** A policy needs five: mapping, remedies, remedy, conditions, list of words. */
  public static final int DEPTH_MAX = 8;

  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUTH = Pattern.compile("true|false");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?|0[xo][0-9a-fA-F]++");

  private final Problems problems;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Located> roots = new ArrayList<>();

  private PolicyReader(Problems problems) {
    this.problems = problems;
  }

  /** A list or mapping whose end has not been seen. */
  private record Open(Mark start, boolean mapping, List<Located> children) {}

  /**
   * Reads one policy; never throws, whatever the text.
   *
   * @param fileName the name that problems carry
   * @param text the file's bytes, one per character (ISO 8859-1); they must be UTF-8
   */
  public static Read parse(String fileName, String text) {
    Problems problems = new Problems(fileName);
    Optional<Policy> policy =
        decoded(text, problems)
            .flatMap(unicode -> new PolicyReader(problems).tree(unicode))
            .flatMap(root -> new PolicyGrammar(problems).policy(root));
    return problems.isEmpty() && policy.isPresent()
        ? new Read.Good(policy.get())
        : new Read.Bad(problems.inOrder());
  }

  private static Optional<String> decoded(String text, Problems problems) {
    if (text.length() > BYTES_MAX) {
      problems.add(1, 1, text.length() + " bytes", "a policy of at most " + BYTES_MAX);
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    CharBuffer unicode = CharBuffer.allocate(text.length());
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(bytes, unicode, true);
    unicode.flip();
    if (result.isError()) {
      addAtEndOf(unicode.toString(), "bytes that are not UTF-8", "UTF-8 text", problems);
      return Optional.empty();
    }
    return Optional.of(unicode.toString());
  }

  private static void addAtEndOf(String text, String what, String expected, Problems problems) {
    int lineStart = text.lastIndexOf('\n') + 1;
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    problems.add(line, 1 + text.codePointCount(lineStart, text.length()), what, expected);
  }

  private Optional<Located> tree(String text) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(BYTES_MAX).build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        take(event);
        if (!problems.isEmpty()) {
          return Optional.empty();
        }
      }
    } catch (MarkedYamlEngineException e) {
      addSyntaxProblem(e);
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
      addAtEndOf(before, "a control character", "printable text", problems);
    } catch (YamlEngineException e) {
      problems.add(1, 1, "not YAML: " + e.getMessage(), "YAML 1.2");
    }
    if (roots.isEmpty() && problems.isEmpty()) {
      problems.add(1, 1, "nothing", "a policy");
    }
    return problems.isEmpty() ? Optional.of(roots.get(0)) : Optional.empty();
  }

  private void addSyntaxProblem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    Optional<Mark> mark = e.getProblemMark();
    int line = mark.map(PolicyReader::line).orElse(1);
    int column = mark.map(PolicyReader::column).orElse(1);
    if (problem.contains("TAB")) {
      problems.add(line, column, "a tab", "spaces: YAML is never indented with tabs");
    } else {
      problems.add(line, column, "not YAML: " + problem, expectedInstead(problem));
    }
  }

  private static String expectedInstead(String problem) {
    return problem.contains("<block end>")
        ? "the same indentation as the lines it belongs to"
        : "valid YAML; a text that begins with a sign or holds \": \" needs quotes";
  }

  private void take(Event event) {
    if (event instanceof DocumentStartEvent && !roots.isEmpty()) {
      add(event, "a second document", "one policy in a file");
    } else if (event instanceof AliasEvent) {
      add(event, "an alias", "the text itself: a policy has no anchors and aliases");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      add(event, "an anchor", "none: a policy has no anchors and aliases");
    } else if (event instanceof ScalarEvent scalar) {
      takeScalar(scalar);
    } else if (event instanceof CollectionStartEvent start) {
      takeStart(start);
    } else if (event instanceof CollectionEndEvent) {
      takeEnd();
    }
  }

  private void takeScalar(ScalarEvent scalar) {
    if (scalar.getTag().isPresent()) {
      add(scalar, "the tag " + scalar.getTag().get(), "none: a policy has no tags");
      return;
    }
    Mark mark = mark(scalar);
    Kind kind = scalar.isPlain() ? kind(scalar.getValue()) : Kind.TEXT;
    place(new Located.Scalar(line(mark), column(mark), kind, scalar.getValue()));
  }

  private void takeStart(CollectionStartEvent start) {
    if (start.getTag().isPresent()) {
      add(start, "the tag " + start.getTag().get(), "none: a policy has no tags");
    } else if (open.size() == DEPTH_MAX) {
      add(start, "a list or mapping inside of " + DEPTH_MAX + " others", "a flatter policy");
    } else {
      open.push(new Open(mark(start), start instanceof MappingStartEvent, new ArrayList<>()));
    }
  }

  private void takeEnd() {
    Open ended = open.pop();
    int line = line(ended.start());
    int column = column(ended.start());
    place(
        ended.mapping()
            ? new Located.Entries(line, column, paired(ended.children()))
            : new Located.Items(line, column, ended.children()));
  }

  private static List<Located.Entry> paired(List<Located> children) {
    List<Located.Entry> entries = new ArrayList<>();
    for (int key = 0; key + 1 < children.size(); key += 2) {
      entries.add(new Located.Entry(children.get(key), children.get(key + 1)));
    }
    return entries;
  }

  private void place(Located node) {
    if (open.isEmpty()) {
      roots.add(node);
    } else {
      open.element().children().add(node);
    }
  }

  private static Kind kind(String plain) {
    if (NOTHING.matcher(plain).matches()) {
      return Kind.NOTHING;
    }
    if (TRUTH.matcher(plain).matches()) {
      return Kind.TRUTH;
    }
    return NUMBER.matcher(plain).matches() ? Kind.NUMBER : Kind.TEXT;
  }

  private void add(Event event, String what, String expected) {
    problems.add(line(mark(event)), column(mark(event)), what, expected);
  }

  private static Mark mark(Event event) {
    return event.getStartMark().orElseThrow();
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private static int column(Mark mark) {
    return mark.getColumn() + 1;
  }
}
