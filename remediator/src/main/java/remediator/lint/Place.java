package remediator.lint;

/**
 * Where a command line stands.
 *
 * @param source a path of the host
 * @param line counted from 1; 0 where the file is one line, or it cannot be told
 */
public record Place(Moment moment, String source, int line) {

  public Place {
    if (line < 0) {
      throw new IllegalArgumentException("not a line: " + line);
    }
  }

  /** {@code /boot/grub2/grub.cfg:97}. */
  public String where() {
    return line == 0 ? source : source + ":" + line;
  }
}
