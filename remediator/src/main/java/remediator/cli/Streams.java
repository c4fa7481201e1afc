package remediator.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process's own output, as UTF-8 in every locale. */
final class Streams {
  private Streams() {}

  static Session session(GlobalOptions options, String qualifiedName, KnownImages images) {
    return new Session(options, command(qualifiedName), output(), images);
  }

  /** {@code policy check} of {@code remediator policy check}; the program's name when alone. */
  static String command(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.indexOf(' ') + 1);
  }

  static PrintStream output() {
    return new PrintStream(System.out, false, StandardCharsets.UTF_8);
  }

  static PrintStream errors() {
    return new PrintStream(System.err, true, StandardCharsets.UTF_8);
  }
}
