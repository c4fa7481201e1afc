package remediator.policy;

import java.util.List;

/** A piece of a policy's text with its place: what YAML says, before anything is understood. */
sealed interface Located {

  /** Counts from 1. */
  int line();

  /** Counts from 1, in characters. */
  int column();

  /** What it is, for a message. */
  String described();

  /** What a plain word means in YAML 1.2's core schema. */
  enum Kind {
    TEXT,
    TRUTH,
    NUMBER,
    NOTHING
  }

  /** A word, quoted text or block text. */
  record Scalar(int line, int column, Kind kind, String text) implements Located {
    @Override
    public String described() {
      return switch (kind) {
        case TEXT -> "the text " + Words.quoted(text);
        case TRUTH -> text;
        case NUMBER -> "the number " + Words.clipped(text);
        case NOTHING -> "nothing";
      };
    }
  }

  /** A list. */
  record Items(int line, int column, List<Located> items) implements Located {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** A mapping; keys in the order of the text, repeated ones too. */
  record Entries(int line, int column, List<Entry> entries) implements Located {
    public Entries {
      entries = List.copyOf(entries);
    }

    @Override
    public String described() {
      return "a mapping";
    }
  }

  /** One key of a mapping with its value. */
  record Entry(Located key, Located value) {}
}
