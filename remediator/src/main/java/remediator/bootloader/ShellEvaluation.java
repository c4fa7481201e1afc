package remediator.bootloader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.bootloader.GrubDefaultsChain.Source;
import remediator.bootloader.ShellStatement.Assignment;
import remediator.bootloader.ShellStatement.Opaque;
import remediator.bootloader.ShellStatement.Unset;
import remediator.bootloader.ShellValue.Glyph;
import remediator.bootloader.ShellValue.Place;

/** Follows the assignments of a chain of files and knows where each value came from. */
final class ShellEvaluation {
  /** Characters of one value; doubling by references must end. */
  static final int VALUE_LENGTH_MAX = GrubArguments.LENGTH_MAX;

  /** Variables that grub-mkconfig does not set before it sources the files, so unset is empty. */
  private static final String EMPTY_IF_UNSET = "GRUB_CMDLINE_";

  /** What a variable is bound to. */
  private sealed interface Binding {}

  private record Value(ShellValue value, int file, Assignment assignment) implements Binding {}

  private record Unknown(int file, int line, String why) implements Binding {}

  private record Absent() implements Binding {}

  private final List<Source> sources;
  private final Map<String, Binding> bindings = new HashMap<>();
  private Optional<Unknown> everything = Optional.empty();

  /** Evaluates at once. */
  ShellEvaluation(List<Source> sources) {
    this.sources = sources;
    for (int file = 0; file < sources.size(); file++) {
      for (ShellStatement statement : sources.get(file).document().statements()) {
        run(file, statement);
      }
    }
  }

  /** The value with its places, if it is known. */
  Optional<ShellValue> known(String variable) {
    return binding(variable) instanceof Value value ? Optional.of(value.value()) : Optional.empty();
  }

  /** The value as it is told outside. */
  DefaultsValue value(String variable) {
    Binding binding = binding(variable);
    if (binding instanceof Value value) {
      Source source = sources.get(value.file());
      Assignment assignment = value.assignment();
      return new DefaultsValue.Known(
          value.value().text(),
          source.path(),
          assignment.line(),
          source.document().text().substring(assignment.start(), assignment.end()));
    }
    if (binding instanceof Unknown unknown) {
      return new DefaultsValue.Unjudgeable(
          sources.get(unknown.file()).path(), unknown.line(), unknown.why());
    }
    return new DefaultsValue.Unset();
  }

  private Binding binding(String name) {
    Binding bound = bindings.getOrDefault(name, new Absent());
    return everything.isPresent() ? everything.get() : bound;
  }

  private void run(int file, ShellStatement statement) {
    if (statement instanceof Assignment assignment) {
      bindings.put(assignment.name(), assigned(file, assignment));
    } else if (statement instanceof Unset unset) {
      unset.names().forEach(name -> bindings.put(name, new Absent()));
    } else if (statement instanceof Opaque opaque) {
      Unknown unknown = new Unknown(file, opaque.line(), opaque.why());
      opaque.mentions().forEach(name -> bindings.put(name, unknown));
      boolean first = opaque.unbounded() && everything.isEmpty();
      everything = first ? Optional.of(unknown) : everything;
    }
  }

  private Binding assigned(int file, Assignment assignment) {
    Place first =
        new Place(file, assignment.inside(), assignment.inside(), assignment.insideQuoting());
    List<Glyph> glyphs = new ArrayList<>();
    if (assignment.append()) {
      Binding before = binding(assignment.name());
      if (before instanceof Unknown) {
        return before;
      }
      refer(before, first, glyphs);
    }
    for (ShellPiece piece : assignment.pieces()) {
      Optional<Unknown> unknown = add(file, assignment, piece, glyphs);
      if (unknown.isPresent()) {
        return unknown.get();
      }
      if (glyphs.size() > VALUE_LENGTH_MAX) {
        return new Unknown(file, assignment.line(), "the value is too long");
      }
    }
    boolean beforeReference =
        !assignment.pieces().isEmpty() && !(assignment.pieces().get(0) instanceof ShellPiece.Text);
    return new Value(new ShellValue(glyphs, first, beforeReference), file, assignment);
  }

  /** Adds what a piece stands for; tells if that is not known. */
  private Optional<Unknown> add(
      int file, Assignment assignment, ShellPiece piece, List<Glyph> glyphs) {
    if (piece instanceof ShellPiece.Text text) {
      Place place = new Place(file, text.start(), text.end(), text.quoting());
      glyphs.add(new Glyph(text.value(), place, place, false));
      return Optional.empty();
    }
    if (piece instanceof ShellPiece.Reference reference) {
      Place place = new Place(file, reference.start(), reference.end(), reference.quoting());
      return refer(file, assignment, reference.name(), place, glyphs);
    }
    if (piece instanceof ShellPiece.Conditional conditional) {
      return choose(file, assignment, conditional, glyphs);
    }
    String why = piece instanceof ShellPiece.Unknown unknown ? unknown.why() : "";
    return Optional.of(new Unknown(file, assignment.line(), assignment.name() + ": " + why));
  }

  private Optional<Unknown> refer(
      int file, Assignment assignment, String name, Place place, List<Glyph> glyphs) {
    Binding bound = binding(name);
    Optional<Unknown> unknown = unknown(file, assignment, name, bound);
    if (unknown.isEmpty()) {
      refer(bound, place, glyphs);
    }
    return unknown;
  }

  private static Optional<Unknown> unknown(
      int file, Assignment assignment, String name, Binding bound) {
    if (bound instanceof Unknown unknown) {
      return Optional.of(unknown);
    }
    if (bound instanceof Absent && !name.startsWith(EMPTY_IF_UNSET)) {
      return Optional.of(
          new Unknown(
              file,
              assignment.line(),
              assignment.name() + " refers to $" + name + ", which these files do not set"));
    }
    return Optional.empty();
  }

  /** Adds the value, the word or nothing, as the variable is set or not. */
  private Optional<Unknown> choose(
      int file, Assignment assignment, ShellPiece.Conditional piece, List<Glyph> glyphs) {
    Binding bound = binding(piece.name());
    Optional<Unknown> unknown = unknown(file, assignment, piece.name(), bound);
    if (unknown.isPresent()) {
      return unknown;
    }
    boolean isSet =
        bound instanceof Value value && !(piece.emptyIsUnset() && value.value().glyphs().isEmpty());
    if (isSet == piece.alternative()) {
      return addWord(file, assignment, piece, glyphs);
    }
    if (isSet) {
      refer(bound, new Place(file, piece.start(), piece.end(), piece.quoting()), glyphs);
    }
    return Optional.empty();
  }

  private Optional<Unknown> addWord(
      int file, Assignment assignment, ShellPiece.Conditional conditional, List<Glyph> glyphs) {
    Place outer = new Place(file, conditional.start(), conditional.end(), conditional.quoting());
    Optional<Unknown> unknown = Optional.empty();
    for (ShellPiece piece : conditional.word()) {
      if (unknown.isPresent() || glyphs.size() > VALUE_LENGTH_MAX) {
        return unknown;
      }
      if (piece instanceof ShellPiece.Reference reference) {
        unknown = refer(file, assignment, reference.name(), outer, glyphs);
      } else if (piece instanceof ShellPiece.Text text) {
        Place place = new Place(file, text.start(), text.end(), text.quoting());
        glyphs.add(new Glyph(text.value(), place, outer, true));
      }
    }
    return unknown;
  }

  private static void refer(Binding bound, Place place, List<Glyph> glyphs) {
    if (bound instanceof Value value) {
      value.value().glyphs().forEach(glyph -> glyphs.add(glyph.seenThrough(place)));
    }
  }
}
