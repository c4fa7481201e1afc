package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.kernel.ParameterRequest;

/** What we say of generated files against what the shells of this machine say. */
class GrubDefaultsShellTest {
  private static final int FILES = 1500;
  private static final String LINUX = GrubDefaults.COMMAND_LINE;

  private static final List<String> PIECES =
      List.of(
          "a",
          "b=c",
          " ",
          "  ",
          "\"",
          "\"",
          "'",
          "'",
          "\\",
          "\\\n",
          "\\\"",
          "\\$",
          "\n",
          ";",
          "#x",
          " #y",
          "$",
          "$GRUB_CMDLINE_LINUX",
          "${GRUB_CMDLINE_LINUX}",
          "$GRUB_CMDLINE_B",
          "${GRUB_CMDLINE_LINUX:+$GRUB_CMDLINE_LINUX }",
          "${GRUB_CMDLINE_LINUX:-d e}",
          "${GRUB_CMDLINE_LINUX+",
          "${GRUB_CMDLINE_B:+",
          "${GRUB_CMDLINE_B+s$GRUB_CMDLINE_LINUX}",
          "${GRUB_CMDLINE_B:-$GRUB_CMDLINE_LINUX,}",
          "${GRUB_CMDLINE_B-",
          "${GRUB_CMDLINE_B-u}",
          "\\$tuned_params",
          "=",
          "~",
          "{",
          "}",
          "*",
          "\r",
          "\t",
          "-- ",
          "cgroup.memory=nosocket",
          "!");

  private static final List<String> LINES =
      List.of(
          "GRUB_CMDLINE_LINUX=\"",
          "GRUB_CMDLINE_LINUX='",
          "GRUB_CMDLINE_LINUX=",
          "export GRUB_CMDLINE_LINUX=\"",
          "GRUB_CMDLINE_B=\"",
          "GRUB_CMDLINE_B=",
          "A=1 GRUB_CMDLINE_LINUX=\"",
          "unset GRUB_CMDLINE_LINUX; ",
          "  ",
          "# ",
          "if false; then GRUB_CMDLINE_B=x; fi\n",
          "GRUB_CMDLINE_B=${GRUB_CMDLINE_LINUX:-",
          "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_LINUX:+$GRUB_CMDLINE_LINUX }\\$tuned_params",
          "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX ");

  @TempDir Path directory;

  @Test
  void plainShAgrees() throws IOException, InterruptedException {
    compare("/bin/sh", LINES);
  }

  @Test
  void bashAgreesOnAppendingToo() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add("GRUB_CMDLINE_LINUX+=\" ");
    lines.add("GRUB_CMDLINE_LINUX+=");
    compare("/bin/bash", lines);
  }

  private void compare(String shell, List<String> lines) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is missing");
    Random random = new Random(20261122);
    List<String> texts = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      texts.add(generated(random, lines));
    }
    List<String> told = ask(shell, texts);
    int known = 0;
    for (int file = 0; file < FILES; file++) {
      String text = texts.get(file);
      DefaultsValue value = chain(text).value(LINUX);
      // Where the shell itself fails, it has set whatever came before: nothing to compare.
      if (value instanceof DefaultsValue.Known sure && !told.get(file).equals("failed")) {
        known++;
        assertEquals("=" + sure.text(), told.get(file), () -> shell + ":\n" + text);
      }
    }
    assertTrue(known > FILES / 10, "only " + known + " of the files could be compared");
  }

  @Test
  void theShellReadsWhatAnEditWrote() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "/bin/sh is missing");
    Random random = new Random(4711);
    List<String> texts = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<ParameterRequest> add =
        List.of(ParameterRequest.add("cgroup.memory=nokmem"), ParameterRequest.add("foo=\"a $b\""));
    List<ParameterRequest> remove =
        List.of(
            ParameterRequest.remove("foo=\"a $b\""),
            ParameterRequest.remove("cgroup.memory=nokmem"));
    for (int file = 0; file < FILES * 2; file++) {
      GrubDefaultsChain before = chain(generated(random, LINES));
      before
          .withValueEdited(LINUX, add)
          .match(
              new Collector(
                  added -> {
                    texts.add(added.document(GrubDefaults.PATH).orElseThrow().text());
                    expected.add(known(added));
                    added
                        .withValueEdited(LINUX, remove)
                        .match(new Collector(removed -> assertEquals(text(before), text(removed))));
                  }));
    }
    assertTrue(texts.size() > FILES / 10, "only " + texts.size() + " edits were made");
    List<String> told = ask("/bin/sh", texts);
    for (int file = 0; file < texts.size(); file++) {
      String text = texts.get(file);
      if (!told.get(file).equals("failed")) {
        assertEquals("=" + expected.get(file), told.get(file), text);
      }
    }
  }

  private record Collector(java.util.function.Consumer<GrubDefaultsChain> consumer)
      implements Edited.Cases<GrubDefaultsChain, Boolean> {
    @Override
    public Boolean done(GrubDefaultsChain document) {
      consumer.accept(document);
      return true;
    }

    @Override
    public Boolean refused(List<Problem> problems) {
      return false;
    }
  }

  private static String generated(Random random, List<String> lines) {
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(4);
    for (int line = 0; line < count; line++) {
      String begin = lines.get(random.nextInt(lines.size()));
      text.append(begin);
      for (int piece = random.nextInt(6); piece > 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      boolean close = random.nextInt(8) > 0;
      text.append(close && begin.contains("\"") ? "\"" : close && begin.contains("'") ? "'" : "");
      text.append(random.nextInt(12) > 0 ? "\n" : "");
    }
    return text.toString();
  }

  /** Sources each text in a shell of its own and returns "failed" or "=" and the value. */
  private List<String> ask(String shell, List<String> texts)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("unset GRUB_CMDLINE_LINUX GRUB_CMDLINE_B\nPATH=\n");
    for (int file = 0; file < texts.size(); file++) {
      Files.writeString(
          directory.resolve("f" + file), texts.get(file), StandardCharsets.ISO_8859_1);
      script
          .append("( set -e; . ./f" + file + "; printf '=%s\\001' \"$GRUB_CMDLINE_LINUX\" )")
          .append(" 2>/dev/null; test $? = 0 || printf 'failed\\001'\n");
    }
    Path main = directory.resolve("main.sh");
    Files.writeString(main, script);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(shell, main.toString())
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    assertEquals(0, process.waitFor());
    List<String> answers =
        new ArrayList<>(
            List.of(Files.readString(output, StandardCharsets.ISO_8859_1).split("\001", -1)));
    answers.remove(answers.size() - 1);
    assertEquals(texts.size(), answers.size());
    return answers;
  }

  private static String known(GrubDefaultsChain chain) {
    return chain.value(LINUX) instanceof DefaultsValue.Known sure ? sure.text() : "?";
  }

  private static GrubDefaultsChain chain(String text) {
    return GrubDefaultsChain.of(GrubDefaults.PATH, GrubDefaults.parse(text));
  }

  private static String text(GrubDefaultsChain chain) {
    return chain.document(GrubDefaults.PATH).orElseThrow().text();
  }
}
