package remediator.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/** One run of the program in this process: what it said where, and its exit code. */
record CommandRun(int exitCode, String output, String errors) {
  /** The checkout, which holds the policies and templates as the product's directory does. */
  static final Path HOME = Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath();

  static CommandRun of(String... arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream systemOutput = System.out;
    PrintStream systemErrors = System.err;
    System.setProperty(Home.PROPERTY, HOME.normalize().toString());
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = Main.commandLine(arguments);
      line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
      line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      return new CommandRun(
          line.execute(arguments),
          output.toString(StandardCharsets.UTF_8),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(systemOutput);
      System.setErr(systemErrors);
    }
  }
}
