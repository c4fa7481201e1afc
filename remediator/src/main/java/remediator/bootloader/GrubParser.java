package remediator.bootloader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.bootloader.GrubLexer.Kind;
import remediator.bootloader.GrubLexer.Token;

/**
 * Parses a grub.cfg into nodes (grub-core/script/parser.y).
 *
 * <p>What does not fit becomes a {@link Problem}; parsing goes on after it, so that a document with
 * a problem can still be shown.
 */
final class GrubParser {
  /** Blocks, conditions and loops inside of each other; real files have three or four. */
  static final int NESTING_MAX = 64;

  /** Problems kept; more of them say nothing new. */
  private static final int PROBLEMS_MAX = 100;

  private static final Set<String> LOOPS = Set.of("while", "until", "for");
  private static final Set<String> ENDS = Set.of("then", "elif", "else", "fi", "do", "done");

  private final String text;
  private final GrubLexer lexer;
  private final List<Problem> problems = new ArrayList<>();
  private Token token;
  private int depth;

  GrubParser(String text) {
    this.text = text;
    this.lexer = new GrubLexer(text);
    this.token = lexer.next();
  }

  /** All nodes of the file. */
  List<GrubNode> parse() {
    List<GrubNode> nodes = new ArrayList<>(commands());
    while (token.kind() != Kind.END) {
      problem("'" + shown() + "' has no beginning");
      advance();
      nodes.addAll(commands());
    }
    return nodes;
  }

  /** What GRUB would not take; complete after {@link #parse}. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(lexer.problems());
    all.addAll(problems);
    return all.subList(0, Math.min(all.size(), PROBLEMS_MAX));
  }

  /** Commands up to something that only an outer construct can take. */
  private List<GrubNode> commands() {
    List<GrubNode> nodes = new ArrayList<>();
    while (true) {
      if (token.kind() == Kind.NEWLINE || token.kind() == Kind.SEMICOLON) {
        advance();
      } else if (token.kind() == Kind.WORD && !ENDS.contains(raw())) {
        node(nodes);
      } else {
        return nodes;
      }
    }
  }

  private void node(List<GrubNode> nodes) {
    if (depth >= NESTING_MAX) {
      problem("more than " + NESTING_MAX + " blocks inside of each other");
      skipAll();
      return;
    }
    depth++;
    String word = raw();
    if (word.equals("if")) {
      nodes.add(choice());
    } else if (LOOPS.contains(word)) {
      nodes.add(loop());
    } else if (word.equals("function")) {
      nodes.add(function());
    } else {
      nodes.add(command());
    }
    depth--;
  }

  private GrubNode choice() {
    int line = token.line();
    List<GrubNode.Branch> branches = new ArrayList<>();
    do {
      advance();
      List<GrubNode> condition = commands();
      expect("then", line);
      branches.add(new GrubNode.Branch(condition, commands()));
    } while (is("elif"));
    List<GrubNode> otherwise = List.of();
    if (is("else")) {
      advance();
      otherwise = commands();
    }
    expect("fi", line);
    return new GrubNode.Choice(branches, otherwise, line);
  }

  private GrubNode loop() {
    int line = token.line();
    if (is("for")) {
      while (token.kind() == Kind.WORD) {
        advance();
      }
    } else {
      advance();
    }
    List<GrubNode> body = new ArrayList<>(commands());
    expect("do", line);
    body.addAll(commands());
    expect("done", line);
    return new GrubNode.Loop(body, line);
  }

  private GrubNode function() {
    int line = token.line();
    advance();
    if (token.kind() == Kind.WORD) {
      advance();
    }
    while (token.kind() == Kind.NEWLINE) {
      advance();
    }
    return new GrubNode.Function(block(line), line);
  }

  private GrubNode command() {
    int line = token.line();
    List<GrubNode.Span> words = new ArrayList<>();
    while (token.kind() == Kind.WORD) {
      if (!raw().startsWith("\\") || !isContinuation()) {
        words.add(new GrubNode.Span(token.start(), token.end()));
      }
      advance();
    }
    List<GrubNode> block = token.kind() == Kind.OPEN ? block(line) : List.of();
    return new GrubNode.Command(words, block, line);
  }

  private boolean isContinuation() {
    return raw().replace("\\", "").isBlank()
        && GrubWord.glyphs(text, token.start(), token.end(), Map.of()).isEmpty();
  }

  private List<GrubNode> block(int line) {
    if (token.kind() != Kind.OPEN) {
      problems.add(new Problem(line, "expected '{' here, found '" + shown() + "'"));
      return List.of();
    }
    advance();
    List<GrubNode> nodes = commands();
    if (token.kind() == Kind.CLOSE) {
      advance();
    } else {
      problems.add(new Problem(line, "the block that begins here is never closed with '}'"));
    }
    return nodes;
  }

  private boolean is(String word) {
    return token.kind() == Kind.WORD && raw().equals(word);
  }

  private void expect(String word, int line) {
    if (is(word)) {
      advance();
    } else {
      problems.add(
          new Problem(line, "what begins here lacks '" + word + "', found '" + shown() + "'"));
    }
  }

  private void skipAll() {
    while (token.kind() != Kind.END) {
      advance();
    }
  }

  private void advance() {
    token = lexer.next();
  }

  private String raw() {
    return text.substring(token.start(), token.end());
  }

  private String shown() {
    return switch (token.kind()) {
      case END -> "the end of the file";
      case NEWLINE -> "the end of the line";
      default -> raw().length() > 40 ? raw().substring(0, 40) + "…" : raw();
    };
  }

  private void problem(String what) {
    problems.add(new Problem(token.line(), what));
  }
}
