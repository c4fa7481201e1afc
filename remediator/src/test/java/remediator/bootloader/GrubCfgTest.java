package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernel.ParameterRequest;

class GrubCfgTest {
  private static final List<ParameterRequest> ADD =
      List.of(ParameterRequest.add("cgroup.memory=nokmem"));
  private static final List<ParameterRequest> REMOVE =
      List.of(ParameterRequest.remove("cgroup.memory=nokmem"));

  /** Columns: a kernel line and what it becomes when {@code cgroup.memory=nokmem} is added. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "linux /v ro | linux /v ro cgroup.memory=nokmem",
        "linux /v | linux /v cgroup.memory=nokmem",
        "linux /v ro -- single | linux /v ro cgroup.memory=nokmem -- single",
        "linux /v -- single | linux /v cgroup.memory=nokmem -- single",
        "linux /v ro; initrd /i | linux /v ro cgroup.memory=nokmem; initrd /i",
        "linux /v ro # nokmem | linux /v ro cgroup.memory=nokmem # nokmem",
        "linux16 /v foo=\"a b\" | linux16 /v foo=\"a b\" cgroup.memory=nokmem",
        "linuxefi /v 'foo=a b' | linuxefi /v 'foo=a b' cgroup.memory=nokmem",
        "linux /v foo=a\\ b | linux /v foo=a\\ b cgroup.memory=nokmem",
        "linux /v $tuned_params | linux /v $tuned_params cgroup.memory=nokmem",
        "linux /v ${extra_cmdline} a | linux /v ${extra_cmdline} a cgroup.memory=nokmem",
        "linux /v cgroup.memory=nosocket a | linux /v cgroup.memory=nosocket,nokmem a",
        "linux /v cgroup.memory=\"nosocket\" | linux /v cgroup.memory=\"nosocket,nokmem\"",
        "linux /v \"cgroup.memory=nosocket\" | linux /v \"cgroup.memory=nosocket,nokmem\"",
        "linux /v 'cgroup.memory=nosocket' | linux /v 'cgroup.memory=nosocket,nokmem'",
        "$linux ($root)/v ro | $linux ($root)/v ro cgroup.memory=nokmem",
        "linux$sixteenbit /v ro | linux$sixteenbit /v ro cgroup.memory=nokmem",
        "linux /v \\⏎  ro \\⏎  quiet | linux /v \\⏎  ro \\⏎  quiet cgroup.memory=nokmem",
        "linux /v ro \\⏎⏎ | linux /v ro cgroup.memory=nokmem \\⏎⏎",
        "linux /v ro␍ | linux /v ro cgroup.memory=nokmem␍",
        "linux /v ro \\␍⏎ quiet␍ | linux /v ro \\␍⏎ quiet cgroup.memory=nokmem␍",
        "linux␉/v␉ro  x␉ | linux␉/v␉ro  x cgroup.memory=nokmem␉",
        "linux /v a\\⏎b | linux /v a\\⏎b cgroup.memory=nokmem",
        "linux /v \"\" a | linux /v \"\" a cgroup.memory=nokmem",
        "linux /v it\\'s | linux /v it\\'s cgroup.memory=nokmem",
      })
  void changesTheKernelLineOnly(String before, String after) {
    String frame = "set x=1\nmenuentry 'a' {\n\t%s\n\tinitrd /i\n}\n# linux /v ro\n";
    GrubCfg cfg = GrubCfg.parse(frame.replace("%s", bytes(before)));
    GrubCfg added = done(cfg.withCommandLines(entry -> true, ADD));
    assertEquals(frame.replace("%s", bytes(after)), added.text());
    assertEquals(added.text(), done(added.withCommandLines(entry -> true, ADD)).text());
    assertEquals(cfg.text(), done(added.withCommandLines(entry -> true, REMOVE)).text());
  }

  /** Columns: the arguments in grub.cfg and what the kernel gets of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "foo=\"a b\" | \"foo=a b\"",
        "'foo=a b' c | \"foo=a b\" c",
        "foo=a\\ b | \"foo=a b\"",
        "foo='a'\"b\"c | foo=abc",
        "foo=\"a\\$b\\\\c\" | foo=a$b\\\\c",
        "foo=\\\"a | foo=\\\"a",
        "foo='a\"b' | foo=a\\\"b",
        "foo='a\\x20b' | foo=a\\x20b",
        "memmap=1M\\$2M | memmap=1M$2M",
        "$opts ${more} | $opts ${more}",
        "a\\⏎b c | ab c",
        "a#b | a#b",
      })
  void givesTheKernelWhatGrubGivesIt(String arguments, String line) {
    GrubCfg cfg = GrubCfg.parse("menuentry x { linux /v " + bytes(arguments) + " }");
    assertEquals(List.of(), cfg.problems());
    KernelLine kernelLine = cfg.entries().get(0).kernelLine().orElseThrow();
    assertEquals(line, kernelLine.commandLine().text());
    assertEquals("BOOT_IMAGE=/v " + line, kernelLine.booted().text());
    assertEquals("/v", kernelLine.kernelPath());
  }

  @Test
  void wordsAreQuotedWhereGrubNeedsIt() {
    GrubCfg cfg = GrubCfg.parse("menuentry x {\n linux /v ro\n}\n");
    List<ParameterRequest> add =
        List.of(
            ParameterRequest.add("dyndbg=\"file a.c +p; func x\""),
            ParameterRequest.add("memmap=1M$2M"),
            ParameterRequest.add("x=a;b{c}"));
    GrubCfg added = done(cfg.withCommandLines(entry -> true, add));
    assertEquals(
        "menuentry x {\n linux /v ro dyndbg=\"file a.c +p; func x\" memmap=1M\\$2M x=a\\;b\\{c\\}\n}\n",
        added.text());
    List<ParameterRequest> remove =
        List.of(
            ParameterRequest.remove("x=a;b{c}"),
            ParameterRequest.remove("memmap=1M$2M"),
            ParameterRequest.remove("dyndbg=\"file a.c +p; func x\""));
    assertEquals(cfg.text(), done(added.withCommandLines(entry -> true, remove)).text());
  }

  @Test
  void referencesAreExpandedForDisplayOnly() {
    KernelLine line =
        GrubCfg.parse("menuentry x { linux /v $kernelopts \"$b\" }")
            .entries()
            .get(0)
            .kernelLine()
            .orElseThrow();
    assertEquals(
        "root=/dev/x ro \"c d\"",
        line.commandLine(Map.of("kernelopts", "root=/dev/x ro", "b", "c d")).text());
    assertEquals("$kernelopts $b", line.commandLine().text());
  }

  @Test
  void entriesAreFoundWhereverTheyStand() {
    GrubCfg cfg =
        GrubCfg.parse(
            """
            if [ x$a = xb ]; then
              menuentry "maybe" { linux /a }
            fi
            menuentry 'it'"'"'s' --class os --class gnu --unrestricted --id=one {
              if [ -f /x ]; then linux16 /b1 x; else linuxefi /b2 y; fi
              initrd /i
            }
            submenu "more > less" $menuentry_id_option sub {
              menuentry two --id two { linux /vmlinuz-0-rescue-1 }
              submenu deep {
                menuentry "three (recovery mode)" { linux /c }
                menuentry four { linux /d systemd.unit=rescue.target }
              }
              menuentry five { chainloader +1 }
            }
            menuentry xen { multiboot2 /xen.gz; module2 /vmlinuz ro }
            menuentry memtest { linux16 /boot/memtest86+.bin }
            """);
    assertEquals(List.of(), cfg.problems());
    assertEquals(
        List.of(
            "0 maybe NORMAL [] 2",
            "1 it's NORMAL [] 4",
            "2>0 two RESCUE [more > less] 9",
            "2>1>0 three (recovery mode) RECOVERY [more > less, deep] 11",
            "2>1>1 four RECOVERY [more > less, deep] 12",
            "2>2 five OTHER [more > less] 14",
            "3 xen OTHER [] 16",
            "4 memtest OTHER [] 17"),
        cfg.entries().stream()
            .map(
                entry ->
                    "%s %s %s %s %d"
                        .formatted(
                            entry.position(),
                            entry.title(),
                            entry.kind(),
                            entry.submenus().stream().map(BootEntry.Submenu::title).toList(),
                            entry.line()))
            .toList());
    BootEntry one = cfg.entries().get(1);
    assertEquals(Optional.of("one"), one.id());
    assertEquals(List.of("os", "gnu"), one.classes());
    assertTrue(one.unrestricted() && one.initrd());
    assertEquals(
        List.of("linux16 /b1 5", "linuxefi /b2 5"),
        one.kernelLines().stream()
            .map(line -> line.command() + " " + line.kernelPath() + " " + line.line())
            .toList());
    assertTrue(cfg.entries().get(0).conditional());
    assertTrue(cfg.entries().get(6).multiboot());
  }

  @Test
  void onlyTheChosenEntriesChange() {
    GrubCfg cfg = GrubCfg.parse("menuentry a {\n linux /a ro\n}\nmenuentry b {\n linux /b ro\n}\n");
    assertEquals(
        "menuentry a {\n linux /a ro\n}\nmenuentry b {\n linux /b ro cgroup.memory=nokmem\n}\n",
        done(cfg.withCommandLines(entry -> entry.title().equals("b"), ADD)).text());
  }

  /** Columns: a broken file and the problem that is told of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "menuentry a {\\n linux /v | 1: the block that begins here is never closed with '}'",
        "linux /v\\n} | 2: '}' has no beginning",
        "if true; then\\n linux /v | 1: what begins here lacks 'fi', found 'the end of the file'",
        "if true\\n linux /v; fi | 1: what begins here lacks 'then', found 'fi'",
        "a\\nlinux /v 'x | 2: a single quote is never closed",
        "linux /v \"x | 1: a double quote is never closed",
        "linux /v a & b | 1: GRUB does not take '&' outside of quotes",
        "linux /v a\\\\ | 1: a backslash ends the file",
        "linux /v $ | 1: '$' stands without the name of a variable",
        "fi | 1: 'fi' has no beginning",
        "{ linux /v } | 1: '{' has no beginning",
      })
  void aBrokenFileIsToldAndNotEdited(String text, String problem) {
    GrubCfg cfg = GrubCfg.parse(text.replace("\\n", "\n").replace("\\\\", "\\"));
    assertEquals(problem, cfg.problems().get(0).toString());
    assertInstanceOf(Edited.Refused.class, cfg.withCommandLines(entry -> true, ADD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"if a; then ", "menuentry x { ", "while a; do ", "function f { "})
  void nestingComesToAnEnd(String opening) {
    GrubCfg cfg = GrubCfg.parse(opening.repeat(100_000));
    assertTrue(
        cfg.problems().stream().anyMatch(problem -> problem.what().startsWith("more than 64")));
  }

  @Test
  void hostileFilesComeToAnEnd() {
    List<String> files =
        List.of(
            "if x; then a; " + "elif y; then b; ".repeat(50_000) + "fi",
            "if x; then set a=1; fi\n".repeat(50_000),
            "set a=xx\n" + "set a=$a$a\n".repeat(100),
            "menuentry a { linux /v " + "x ".repeat(8_000) + "}",
            "menuentry a { linux /v " + "x ".repeat(500_000) + "}",
            "menuentry a { }\n".repeat(20_000),
            "submenu a {".repeat(60) + "}".repeat(60),
            "'".repeat(100_001),
            "$".repeat(100_000));
    List<ParameterRequest> remove = List.of(ParameterRequest.remove("x"));
    for (String file : files) {
      GrubCfg cfg = GrubCfg.parse(file + "\nmenuentry z { linux /z }\nset default=z\n");
      cfg.bootsNext(Optional.empty());
      boolean refused =
          cfg.withCommandLines(entry -> true, remove).equals(new Edited.Refused<>(cfg.problems()));
      assertEquals(!cfg.problems().isEmpty(), refused);
    }
  }

  /** Columns: a file and its role. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "menuentry a { linux /v } | FULL",
        "linux /v; boot | FULL",
        "search x; configfile $prefix/grub.cfg | REDIRECT",
        "source \"${prefix}/grub.cfg\" | REDIRECT",
        "insmod blscfg; blscfg | LOADER_ENTRIES",
        "menuentry a { true }; if x; then blscfg; fi | LOADER_ENTRIES",
        "set x=1 | EMPTY",
      })
  void theRoleIsDecidedByContent(String text, GrubCfg.Role role) {
    assertEquals(role, GrubCfg.parse(text).role());
  }

  @Test
  void kernelsInFunctionsAreToldNotJudged() {
    GrubCfg cfg = GrubCfg.parse("function f {\n linux /v\n}\nmenuentry a { f }\n");
    assertEquals("2: a function loads a kernel here", cfg.unjudged().get(0).toString());
    assertEquals(BootEntry.Kind.OTHER, cfg.entries().get(0).kind());
  }

  private static final String HEADER =
      """
      if [ -s $prefix/grubenv ]; then
        load_env
      fi
      if [ "${next_entry}" ] ; then
         set default="${next_entry}"
         set next_entry=
         save_env next_entry
         set boot_once=true
      else
         set default="${saved_entry}"
      fi
      if [ x"${feature_menuentry_id}" = xy ]; then
        menuentry_id_option="--id"
      else
        menuentry_id_option=""
      fi
      """;

  private static final String MENU =
      """
      menuentry 'A' --id a { linux /a }
      submenu 'B>C' --id b {
        menuentry 'D' --id d { linux /d }
        menuentry 'E' --id e { linux /e }
      }
      menuentry 'F' { linux /f }
      """;

  /** Columns: the environment block and the title of the entry that it makes GRUB start. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=y | A",
        "saved_entry=0 | A",
        "saved_entry=2 | F",
        "saved_entry=F | F",
        "saved_entry=1>1 | E",
        "saved_entry=1 | D",
        "saved_entry=b>e | E",
        "saved_entry=B>>C>E | E",
        "saved_entry=B>>C>gone | D",
        "saved_entry=gone | A",
        "saved_entry=9 | A",
        "saved_entry=F;next_entry=0 | A",
        "saved_entry=F;next_entry= | F",
      })
  void theEnvironmentBlockSelects(String variables, String title) {
    GrubEnv env = GrubEnv.parse(GrubEnv.SIGNATURE + variables.replace(";", "\n") + "\n");
    NextBoot next = GrubCfg.parse(HEADER + MENU).bootsNext(Optional.of(env));
    assertEquals(title, assertInstanceOf(NextBoot.Boots.class, next).entry().title());
  }

  @Test
  void aDefaultThatIsComputedIsUndetermined() {
    GrubCfg cfg = GrubCfg.parse("if hwtest; then set default=1; fi\n" + MENU);
    assertInstanceOf(NextBoot.Undetermined.class, cfg.bootsNext(Optional.empty()));
  }

  @Test
  void bothWaysOfATestMayAgree() {
    GrubCfg cfg = GrubCfg.parse("if x; then default=2; else default=2; fi\n" + MENU);
    NextBoot next = cfg.bootsNext(Optional.empty());
    assertEquals("F", assertInstanceOf(NextBoot.Boots.class, next).entry().title());
  }

  @Test
  void aSourcedFileThatIsThereMaySelectAnother() {
    GrubCfg cfg =
        GrubCfg.parse("set default=0\n" + MENU + "if [ -f $p/c ]; then source $p/c; fi\n");
    assertInstanceOf(NextBoot.Boots.class, cfg.bootsNext(Optional.empty()));
    assertInstanceOf(NextBoot.Undetermined.class, cfg.bootsNext(Optional.empty(), "$p/c"::equals));
    assertEquals(new GrubCfg.Inclusion("source", "$p/c", 8), cfg.inclusions().get(0));
  }

  @Test
  void anEntryThatMayBeMissingMakesTheCountUncertain() {
    String maybe = "if [ -d /x ]; then menuentry Z { linux /z }; fi\n";
    assertInstanceOf(
        NextBoot.Undetermined.class,
        GrubCfg.parse("default=1\n" + maybe + MENU).bootsNext(Optional.empty()));
    assertInstanceOf(
        NextBoot.Boots.class,
        GrubCfg.parse("default=1\n" + MENU + maybe).bootsNext(Optional.empty()));
  }

  @Test
  void aKernelWithoutAMenuStarts() {
    NextBoot next = GrubCfg.parse("linux /v ro\ninitrd /i\nboot\n").bootsNext(Optional.empty());
    assertEquals("", assertInstanceOf(NextBoot.Boots.class, next).entry().position());
  }

  /** Control characters cannot stand in a table. */
  private static String bytes(String row) {
    return row.replace('⏎', '\n').replace('␍', '\r').replace('␉', '\t');
  }

  private static GrubCfg done(Edited<GrubCfg> edited) {
    return edited.match(
        new Edited.Cases<>() {
          @Override
          public GrubCfg done(GrubCfg document) {
            return document;
          }

          @Override
          public GrubCfg refused(List<Problem> problems) {
            throw new AssertionError(problems.toString());
          }
        });
  }
}
