package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import remediator.kernel.ParameterRequest;

class GrubCfgFuzzTest {

  @Property(tries = 3000)
  void anyTextIsReadAndGivenBack(@ForAll("files") String text) {
    GrubCfg cfg = GrubCfg.parse(text);
    assertEquals(text, cfg.text());
    assertTrue(cfg.problems().stream().allMatch(problem -> problem.line() >= 0));
    cfg.bootsNext(Optional.of(GrubEnv.parse(text)));
    for (BootEntry entry : cfg.entries()) {
      entry.kind();
      for (KernelLine line : entry.kernelLines()) {
        assertEquals(line.source(), text.substring(line.start(), line.end()));
        line.commandLine();
      }
    }
  }

  @Property(tries = 3000)
  void addThenRemoveIsTheIdentity(@ForAll("files") String text, @ForAll("wishes") String word) {
    GrubCfg cfg = GrubCfg.parse(text);
    ParameterRequest remove = ParameterRequest.remove(word);
    List<ParameterRequest> removes = List.of(remove);
    GrubCfg untouched = or(cfg.withCommandLines(entry -> true, removes), cfg);
    if (!untouched.text().equals(text)) {
      return;
    }
    GrubCfg added =
        or(cfg.withCommandLines(entry -> true, List.of(ParameterRequest.add(word))), cfg);
    assertEquals(text, or(added.withCommandLines(entry -> true, removes), added).text());
  }

  @Property(tries = 3000)
  void onlyKernelLinesOfChosenEntriesChange(@ForAll("files") String text) {
    GrubCfg cfg = GrubCfg.parse(text);
    List<ParameterRequest> add = List.of(ParameterRequest.add("x=1"));
    GrubCfg added = or(cfg.withCommandLines(entry -> entry.line() % 2 == 0, add), cfg);
    List<String> before = outside(cfg);
    assertEquals(before, outside(added));
    for (int at = 0; at < cfg.entries().size(); at++) {
      BootEntry entry = cfg.entries().get(at);
      if (entry.line() % 2 == 1) {
        assertEquals(sources(entry), sources(added.entries().get(at)));
      }
    }
  }

  @Property(tries = 1500)
  void anyEnvironmentBlockIsRead(@ForAll String text) {
    GrubEnv env = GrubEnv.parse(GrubEnv.SIGNATURE + text);
    assertTrue(env.variables().size() <= text.length());
  }

  /** The text without its kernel lines. */
  private static List<String> outside(GrubCfg cfg) {
    List<String> parts = new ArrayList<>();
    List<KernelLine> lines =
        cfg.entries().stream()
            .flatMap(entry -> entry.kernelLines().stream())
            .sorted((one, other) -> Integer.compare(one.start(), other.start()))
            .toList();
    int at = 0;
    for (KernelLine line : lines) {
      parts.add(cfg.text().substring(at, line.start()));
      at = line.end();
    }
    parts.add(cfg.text().substring(at));
    return parts;
  }

  private static List<String> sources(BootEntry entry) {
    return entry.kernelLines().stream().map(KernelLine::source).toList();
  }

  private static GrubCfg or(Edited<GrubCfg> edited, GrubCfg otherwise) {
    return edited.match(
        new Edited.Cases<>() {
          @Override
          public GrubCfg done(GrubCfg document) {
            return document;
          }

          @Override
          public GrubCfg refused(List<Problem> problems) {
            return otherwise;
          }
        });
  }

  @Provide
  Arbitrary<String> wishes() {
    return Arbitraries.of(
        "cgroup.memory=nokmem",
        "x",
        "x=1",
        "foo=\"a b\"",
        "memmap=1M$2M",
        "a=;{}",
        "cgroup_disable=memory");
  }

  @Provide
  Arbitrary<String> files() {
    Arbitrary<String> arguments =
        Arbitraries.of(
                " ",
                " ",
                " ",
                "\t",
                " \\\n ",
                "\\\n",
                "\r",
                "a",
                "b=c",
                "--",
                "\"d e\"",
                "'f g'",
                "\"\"",
                "''",
                "\\ ",
                "\\$",
                "\\\"",
                "$x",
                "${y}",
                "\"$z\"",
                "#h",
                "cgroup.memory=",
                "cgroup.memory=nosocket",
                "\"cgroup.memory=a,b\"",
                "cgroup-disable='cpu'",
                "\\x41",
                "caf\u00e9",
                "\u00a0",
                "*",
                "[",
                "=",
                "it\\'s",
                "\"a\\\\b\"")
            .list()
            .ofMaxSize(12)
            .map(list -> String.join("", list));
    Arbitrary<String> lines = arguments.map(each -> "linux /v " + each);
    Arbitrary<String> ends =
        Arbitraries.of("\n", "\n", "\n", ";", " # c\n", "\r\n", " \n", "", "}");
    Arbitrary<String> others =
        Arbitraries.of(
            "menuentry 'a b' --id x {",
            "menuentry c $menuentry_id_option 'd' {",
            "}",
            "}\n",
            "{",
            "submenu s {",
            "if [ x$a = xb ]; then",
            "else",
            "fi",
            "set default=\"1>0\"",
            "load_env",
            "set default=\"${saved_entry}\"",
            "while true; do",
            "done",
            "function f {",
            "blscfg",
            "linux16",
            "linuxefi /w",
            "'",
            "\"",
            "$",
            "#",
            "for x in a b; do",
            "elif x; then");
    Arbitrary<String> wild =
        Arbitraries.oneOf(lines, others, ends, ends)
            .list()
            .ofMaxSize(30)
            .map(list -> String.join("", list));
    Arbitrary<String> sound =
        lines
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(list -> "menuentry a {\n" + String.join("\n}\nmenuentry b {\n", list) + "\n}\n");
    return Arbitraries.oneOf(sound, sound, wild, Arbitraries.strings());
  }
}
