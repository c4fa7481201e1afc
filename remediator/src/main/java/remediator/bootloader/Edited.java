package remediator.bootloader;

import java.util.List;

/**
 * What became of an edit: a document that was read back and says what was asked for, or the reasons
 * why none was made.
 *
 * @param <T> the document
 */
public sealed interface Edited<T> {
  /** Calls the case that applies. */
  <R> R match(Cases<T, R> cases);

  /** One function for each case. */
  interface Cases<T, R> {
    /** The document that is to be written; equal to the old one when nothing had to change. */
    R done(T document);

    /** Nothing is to be written; the operator edits by hand or repairs what is named. */
    R refused(List<Problem> problems);
  }

  /** The edit was made and read back. */
  record Done<T>(T document) implements Edited<T> {
    @Override
    public <R> R match(Cases<T, R> cases) {
      return cases.done(document);
    }
  }

  /** The edit cannot be made safely. */
  record Refused<T>(List<Problem> problems) implements Edited<T> {
    /** Copies the list. */
    public Refused {
      problems = List.copyOf(problems);
    }

    @Override
    public <R> R match(Cases<T, R> cases) {
      return cases.refused(problems);
    }
  }
}
