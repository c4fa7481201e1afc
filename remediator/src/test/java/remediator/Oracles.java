package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import remediator.fact.HostFacts;
import remediator.kernel.CommandLine;
import remediator.plan.Change;
import remediator.plan.Plan;

/**
 * Programs that know better than we: the shell that sources the defaults (dash for Debian's
 * grub-mkconfig, bash elsewhere) and grub-script-check. One that is missing is named once and not
 * asked.
 */
final class Oracles {
  private static final Map<String, Boolean> MISSING = new ConcurrentHashMap<>();
  private static final int SECONDS_MAX = 20;

  /** As grub-mkconfig does it, and prints the value of both variables. */
  private static final String SOURCING =
      "cd \"$1\" && . ./etc/default/grub && if [ \"$2\" = yes ]; then"
          + " for x in ./etc/default/grub.d/*.cfg; do if [ -e \"$x\" ]; then . \"$x\"; fi; done; fi;"
          + " printf %s \"$GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT\"";

  private final RecordedHost host;

  Oracles(RecordedHost host) {
    this.host = host;
  }

  /**
   * The words that the next generated configuration gets, by the shell; as the kernel means them.
   */
  Optional<List<String>> sourceWords(HostFacts facts) {
    boolean debian =
        facts.distribution().optional().filter(each -> each.isDebianLike()).isPresent();
    Optional<Path> shell = program(debian ? "dash" : "bash");
    if (shell.isEmpty() || !host.exists("/etc/default/grub")) {
      return Optional.empty();
    }
    Answer answer =
        run(
            List.of(
                shell.get().toString(),
                "-c",
                SOURCING,
                "sh",
                host.root().toString(),
                debian ? "yes" : "no"));
    assertEquals(0, answer.exitCode(), host.name() + ": " + answer.output());
    return Optional.of(afterGrub(answer.output()));
  }

  /** Every grub.cfg that the plan changed is still one for GRUB, if it was. */
  void grubTakes(Plan plan, String what) {
    for (Change change : plan.changes()) {
      String path = change.path().value();
      if (path.endsWith("grub.cfg") && !grubTakes(change.afterText().orElseThrow())) {
        assertFalse(grubTakes(change.beforeText().orElseThrow()), what + ": " + path);
      }
    }
  }

  private boolean grubTakes(String text) {
    Optional<Path> check = program("grub-script-check");
    if (check.isEmpty()) {
      return true;
    }
    try {
      Path copy = Files.createTempFile("grub", ".cfg");
      Files.writeString(copy, text, StandardCharsets.ISO_8859_1);
      Answer answer = run(List.of(check.get().toString(), copy.toString()));
      Files.delete(copy);
      return answer.exitCode() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<Path> program(String name) {
    for (String directory :
        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    if (MISSING.put(name, true) == null) {
      System.out.println("not asked, as it is not installed: " + name);
    }
    return Optional.empty();
  }

  record Answer(int exitCode, String output) {}

  /**
   * The value stands unquoted in a linux command of grub.cfg: GRUB takes quotes and backslashes.
   */
  private static List<String> afterGrub(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean any = false;
    char quote = 0;
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (quote == '\'' ? c == '\'' : quote == '"' && c == '"') {
        quote = 0;
      } else if (quote == '\'') {
        word.append(c);
      } else if (c == '\\' && at + 1 < value.length()) {
        at++;
        word.append(value.charAt(at));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        any = true;
      } else if (quote == 0 && CommandLine.isSpace(c)) {
        if (any || word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
      }
    }
    if (any || word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static Answer run(List<String> argv) {
    try {
      Process process =
          new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end: " + argv);
      }
      return new Answer(process.exitValue(), new String(output, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
