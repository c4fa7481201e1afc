package remediator.bootloader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.kernel.Splice;

/**
 * The value of a shell variable, and for each of its characters the place it was written.
 *
 * @param glyphs the characters
 * @param first where text goes that is to stand before all others
 * @param beforeReference whether a reference, of any form, stands at {@code first}
 */
record ShellValue(List<Glyph> glyphs, Place first, boolean beforeReference) {
  /** A span of one of the files, and how characters are protected there. */
  record Place(int file, int start, int end, Quoting quoting) {}

  /**
   * One character.
   *
   * @param origin where it is written
   * @param outer where it is seen from the assignment in force: the same place, or the reference
   *     through which it comes
   * @param fixed whether the place where it is written must stay as it is: the word of a reference
   *     that depends on whether the variable is set
   */
  record Glyph(char value, Place origin, Place outer, boolean fixed) {
    Glyph seenThrough(Place reference) {
      return new Glyph(value, origin, reference, fixed);
    }

    boolean isReferred() {
      return !origin.equals(outer);
    }
  }

  /** A change of one of the files. */
  record FileSplice(int file, Splice splice) {}

  /** Copies the list. */
  ShellValue {
    glyphs = List.copyOf(glyphs);
  }

  String text() {
    StringBuilder text = new StringBuilder(glyphs.size());
    glyphs.forEach(glyph -> text.append(glyph.value()));
    return text.toString();
  }

  /**
   * A change of the value as changes of what was written.
   *
   * <p>What is fixed stays, so whoever applies them must read the value back and compare. Each
   * deletion is that of one character, so that those of a value that is referred to twice are equal
   * and never overlap.
   */
  List<FileSplice> toFiles(Splice splice) {
    List<FileSplice> result = new ArrayList<>();
    if (!splice.replacement().isEmpty()) {
      insertion(splice.start(), splice.replacement()).ifPresent(result::add);
    }
    for (Glyph glyph : glyphs.subList(splice.start(), splice.end())) {
      if (!glyph.fixed()) {
        Place origin = glyph.origin();
        result.add(new FileSplice(origin.file(), Splice.deletion(origin.start(), origin.end())));
      }
    }
    return result;
  }

  private Optional<FileSplice> insertion(int at, String text) {
    if (at == 0) {
      boolean glued = beforeReference && !text.endsWith(" ");
      return Optional.of(at(first, first.start(), glued ? text + " " : text));
    }
    Glyph left = glyphs.get(at - 1);
    boolean withinReference =
        left.isReferred() && at < glyphs.size() && left.outer().equals(glyphs.get(at).outer());
    boolean glued = left.isReferred() && ShellText.continuesName(text.charAt(0));
    boolean atOrigin = withinReference || glued;
    if (atOrigin && left.fixed()) {
      return Optional.empty();
    }
    Place place = atOrigin ? left.origin() : left.outer();
    return Optional.of(at(place, place.end(), text));
  }

  private static FileSplice at(Place place, int offset, String text) {
    String quoted = ShellQuoting.inside(text, place.quoting());
    return new FileSplice(place.file(), Splice.insertion(offset, quoted));
  }
}
