package remediator.kernel;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a text, ended by {@code \n} only: a carriage return belongs to its line. */
final class TextLines implements Iterator<String> {
  private final String text;
  private int at;

  TextLines(String text) {
    this.text = text;
  }

  @Override
  public boolean hasNext() {
    return at < text.length();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further line");
    }
    int end = text.indexOf('\n', at);
    String line = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    return line;
  }
}
