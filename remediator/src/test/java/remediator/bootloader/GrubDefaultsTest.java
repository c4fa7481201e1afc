package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.file.HostPath;
import remediator.kernel.ParameterRequest;

class GrubDefaultsTest {
  private static final String LINUX = GrubDefaults.COMMAND_LINE;
  private static final HostPath DROP_IN = GrubDefaults.DROP_IN_DIRECTORY.resolve("50-cloud.cfg");
  private static final List<ParameterRequest> ADD =
      List.of(ParameterRequest.add("cgroup.memory=nokmem"));
  private static final List<ParameterRequest> REMOVE =
      List.of(ParameterRequest.remove("cgroup.memory=nokmem"));

  static final String CENTOS_7 =
      """
      GRUB_TIMEOUT=5
      GRUB_DISTRIBUTOR="$(sed 's, release .*$,,g' /etc/system-release)"
      GRUB_DEFAULT=saved
      GRUB_DISABLE_SUBMENU=true
      GRUB_TERMINAL_OUTPUT="console"
      GRUB_CMDLINE_LINUX="crashkernel=auto rd.lvm.lv=centos/root rd.lvm.lv=centos/swap rhgb quiet"
      GRUB_DISABLE_RECOVERY="true"
      """;

  static final String DEBIAN_12 =
      """
      # If you change this file, run 'update-grub' afterwards to update
      # /boot/grub/grub.cfg.

      GRUB_DEFAULT=0
      GRUB_TIMEOUT=5
      GRUB_DISTRIBUTOR=`( . /etc/os-release; echo ${NAME:-Debian} ) 2>/dev/null || echo Debian`
      GRUB_CMDLINE_LINUX_DEFAULT="quiet"
      GRUB_CMDLINE_LINUX=""

      # Uncomment to disable graphical terminal
      #GRUB_TERMINAL=console
      """;

  /** Columns: the assignment before and after {@code cgroup.memory=nokmem} is added to it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X=\"a b\" | X=\"a b cgroup.memory=nokmem\"",
        "X='a b' | X='a b cgroup.memory=nokmem'",
        "X=\"\" | X=\"cgroup.memory=nokmem\"",
        "X='' | X='cgroup.memory=nokmem'",
        "X= | X=cgroup.memory=nokmem",
        "X=quiet | X=quiet\\ cgroup.memory=nokmem",
        "X=\"a \" # note | X=\"a cgroup.memory=nokmem \" # note",
        "export X=\"a\"; Y=1 | export X=\"a cgroup.memory=nokmem\"; Y=1",
        "Y=1 X=\"a\" Z=2 | Y=1 X=\"a cgroup.memory=nokmem\" Z=2",
        "X=\"a -- b\" | X=\"a cgroup.memory=nokmem -- b\"",
        "X=\"cgroup.memory=nosocket b\" | X=\"cgroup.memory=nosocket,nokmem b\"",
        "X='cgroup.memory=\"nosocket\" b' | X='cgroup.memory=\"nosocket,nokmem\" b'",
        "X=\"foo=\\\"a b\\\"\" | X=\"foo=\\\"a b\\\" cgroup.memory=nokmem\"",
        "X=\"a\"'b'c | X=\"a\"'b'c\\ cgroup.memory=nokmem",
        "X=\"a b\"\r | X=\"a b cgroup.memory=nokmem\"\r",
        "X=\"a\"; X=\"$X b\" | X=\"a\"; X=\"$X b cgroup.memory=nokmem\"",
        "X=\"a\"; X=\"b $X\" | X=\"a\"; X=\"b $X cgroup.memory=nokmem\"",
        "X=a; X+=\" b\" | X=a; X+=\" b cgroup.memory=nokmem\"",
        "X=a; X+=\"\" | X=a; X+=\" cgroup.memory=nokmem\"",
        "GRUB_CMDLINE_Y=; X=\"$GRUB_CMDLINE_Y\" | GRUB_CMDLINE_Y=; X=\"cgroup.memory=nokmem $GRUB_CMDLINE_Y\"",
        "Y=\"a -- b\"; X=$Y | Y=\"a cgroup.memory=nokmem -- b\"; X=$Y",
        "Y=cgroup.memory=a; X=\"b ${Y}\" | Y=cgroup.memory=a; X=\"b ${Y},nokmem\"",
      })
  void editsInsideTheQuotesInForce(String before, String after) {
    String text = before.replace("X=", "GRUB_CMDLINE_LINUX=").replace("$X", "$GRUB_CMDLINE_LINUX");
    text = text.replace("X+=", "GRUB_CMDLINE_LINUX+=");
    String expected = after.replace("X=", "GRUB_CMDLINE_LINUX=");
    expected = expected.replace("$X", "$GRUB_CMDLINE_LINUX").replace("X+=", "GRUB_CMDLINE_LINUX+=");
    GrubDefaultsChain added = done(chain(text).withValueEdited(LINUX, ADD));
    assertEquals(expected, text(added));
    assertEquals(text, text(done(added.withValueEdited(LINUX, REMOVE))));
  }

  @Test
  void continuationLinesAndTheMissingFinalNewlineSurvive() {
    String text = "A=1\nGRUB_CMDLINE_LINUX=\"a \\\n  b\\\n\"\nB=2";
    GrubDefaultsChain added = done(chain(text).withValueEdited(LINUX, ADD));
    assertEquals(
        "A=1\nGRUB_CMDLINE_LINUX=\"a \\\n  b cgroup.memory=nokmem\\\n\"\nB=2", text(added));
    assertEquals(text, text(done(added.withValueEdited(LINUX, REMOVE))));
  }

  @Test
  void theLastAssignmentIsInForce() {
    GrubDefaultsChain chain = chain(DEBIAN_12 + "GRUB_CMDLINE_LINUX='late'\n");
    DefaultsValue.Known value = known(chain.value(LINUX));
    assertEquals("late", value.text());
    assertEquals("GRUB_CMDLINE_LINUX='late'", value.assignment());
    assertEquals(12, value.line());
  }

  @Test
  void aDropInThatAssignsLaterIsTheOneThatIsEdited() {
    GrubDefaultsChain chain =
        chain(DEBIAN_12)
            .with(DROP_IN, GrubDefaults.parse("GRUB_CMDLINE_LINUX_DEFAULT=\"console=ttyS0\"\n"));
    DefaultsValue.Known value = known(chain.value(GrubDefaults.COMMAND_LINE_DEFAULT));
    assertEquals(DROP_IN, value.path());
    GrubDefaultsChain added = done(chain.withValueEdited(GrubDefaults.COMMAND_LINE_DEFAULT, ADD));
    assertEquals(DEBIAN_12, text(added));
    assertEquals(
        "GRUB_CMDLINE_LINUX_DEFAULT=\"console=ttyS0 cgroup.memory=nokmem\"\n",
        added.document(DROP_IN).orElseThrow().text());
  }

  @Test
  void whatIsRemovedGoesFromEveryAssignmentThatContributes() {
    GrubDefaultsChain chain =
        chain("GRUB_CMDLINE_LINUX=\"a cgroup.memory=nokmem\"\n")
            .with(
                DROP_IN,
                GrubDefaults.parse(
                    "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX cgroup.memory=x,nokmem\"\n"));
    assertEquals(List.of(DROP_IN, GrubDefaults.PATH), chain.contributors(LINUX));
    GrubDefaultsChain removed = done(chain.withValueEdited(LINUX, REMOVE));
    assertEquals("GRUB_CMDLINE_LINUX=\"a\"\n", text(removed));
    assertEquals(
        "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX cgroup.memory=x\"\n",
        removed.document(DROP_IN).orElseThrow().text());
  }

  @Test
  void aSiblingVariableIsNotTouched() {
    String text = "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet splash\"\nGRUB_CMDLINE_LINUX=\"a\"\n";
    assertEquals(
        """
        GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"
        GRUB_CMDLINE_LINUX="a cgroup.memory=nokmem"
        """,
        text(done(chain(text).withValueEdited(LINUX, ADD))));
  }

  /** Statements after which the variable cannot be judged; nothing of them is ever run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRUB_CMDLINE_LINUX=\"$(cat /proc/cmdline)\"",
        "GRUB_CMDLINE_LINUX=`hostname`",
        "GRUB_CMDLINE_LINUX=\"root=$ROOT\"",
        "GRUB_CMDLINE_LINUX=\"${X:-y}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:-$Y}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:-${GRUB_CMDLINE_X:-y}}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:-$(y)}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:-'y'}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:-\\$y}\"",
        "GRUB_CMDLINE_LINUX=${GRUB_CMDLINE_X:-~}",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:=y}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:?y}\"",
        "GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_X:-y\"",
        "GRUB_CMDLINE_LINUX=a\nexport GRUB_CMDLINE_B=1 GRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_B:-y}\"",
        "GRUB_CMDLINE_LINUX=$'a'",
        "GRUB_CMDLINE_LINUX=$((1+1))",
        "GRUB_CMDLINE_LINUX=~/x",
        "GRUB_CMDLINE_LINUX=\"a",
        "GRUB_CMDLINE_LINUX=a; if true; then GRUB_CMDLINE_LINUX=b; fi",
        "GRUB_CMDLINE_LINUX=a\n[ -e /x ] && GRUB_CMDLINE_LINUX=b",
        "GRUB_CMDLINE_LINUX=a\n: ${GRUB_CMDLINE_LINUX:=b}",
        "GRUB_CMDLINE_LINUX=a\nX=${GRUB_CMDLINE_LINUX:=b}",
        "GRUB_CMDLINE_LINUX=a\n. /etc/other",
        "GRUB_CMDLINE_LINUX=a\nif true; then . /etc/other; fi",
        "GRUB_CMDLINE_LINUX=a\neval \"$X\"",
        "GRUB_CMDLINE_LINUX=a\nread X </x",
        "GRUB_CMDLINE_LINUX=a\nf() { GRUB_CMDLINE_LINUX=b; }\nf",
        "f() { X=b; }\nGRUB_CMDLINE_LINUX=a\nf",
        "GRUB_CMDLINE_LINUX=a\nexport \"$X=b\"",
        "GRUB_CMDLINE_LINUX=a\nfor GRUB_CMDLINE_LINUX in b c; do :; done",
        "GRUB_CMDLINE_LINUX=a\ncat <<E\nGRUB_CMDLINE_LINUX=b\nE",
        "GRUB_CMDLINE_LINUX=a command",
        "GRUB_CMDLINE_LINUX=a &",
        "GRUB_CMDLINE_LINUX=(a b)",
        "cat <<E\nE\nGRUB_CMDLINE_LINUX=a",
        "if true\nthen\nGRUB_CMDLINE_LINUX=a",
        "Y=$(x)\nGRUB_CMDLINE_LINUX=\"a $Y\"",
      })
  void whatOnlyRunningWouldTellIsNotEdited(String text) {
    assertInstanceOf(DefaultsValue.Unjudgeable.class, chain(text).value(LINUX), text);
    assertInstanceOf(Edited.Refused.class, chain(text).withValueEdited(LINUX, ADD));
  }

  /** Statements that leave the variable alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRUB_CMDLINE_LINUX=a\nGRUB_DISTRIBUTOR=`( . /etc/os-release; echo ${NAME:-Debian} )`",
        "GRUB_DISTRIBUTOR=$(lsb_release -i -s 2> /dev/null || echo Debian)\nGRUB_CMDLINE_LINUX=a",
        "GRUB_CMDLINE_LINUX=a\nif [ -x /bin/true ]; then\n  GRUB_TIMEOUT=1\nfi",
        "GRUB_CMDLINE_LINUX=a\ncase $x in a) GRUB_TIMEOUT=1;; *) GRUB_TIMEOUT=2;; esac",
        "GRUB_CMDLINE_LINUX=b\nif [ -x /t ]; then GRUB_CMDLINE_LINUX=c; fi\nGRUB_CMDLINE_LINUX=a",
        "GRUB_CMDLINE_LINUX=b\nunset GRUB_CMDLINE_LINUX\nGRUB_CMDLINE_LINUX=a",
        "#GRUB_CMDLINE_LINUX=$(x)\n  GRUB_CMDLINE_LINUX=a # $(y)",
        "GRUB_CMDLINE_LINUX=a\necho 'it reads like eval' >&2",
        "GRUB_CMDLINE_LINUX=a\nexport GRUB_CMDLINE_LINUX GRUB_TIMEOUT",
        "GRUB_CMDLINE_LINUX=\\\na",
        "\"\"x=1\nGRUB_CMDLINE_LINUX=a",
      })
  void whatCannotAssignItLeavesItKnown(String text) {
    assertEquals("a", known(chain(text).value(LINUX)).text(), text);
  }

  @Test
  void unjudgeableSaysWhereAndWhy() {
    DefaultsValue value = chain("A=1\n\nGRUB_CMDLINE_LINUX=\"$(x)\"\n").value(LINUX);
    DefaultsValue.Unjudgeable why = assertInstanceOf(DefaultsValue.Unjudgeable.class, value);
    assertEquals(3, why.line());
    assertEquals("GRUB_CMDLINE_LINUX: $(…) runs a command", why.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a; b", "a # b", "it's", "a\nb", "a { b", "a | b", "a & b", "$"})
  void aValueThatGrubWouldNotReadAsWordsIsNotEdited(String value) {
    String text = "GRUB_CMDLINE_LINUX=\"" + value.replace("$", "\\$") + "\"\n";
    assertInstanceOf(Edited.Refused.class, chain(text).withValueEdited(LINUX, ADD));
  }

  @Test
  void quotesForBothReadersWhereGrubNeedsThem() {
    GrubDefaultsChain added =
        done(
            chain("GRUB_CMDLINE_LINUX=\"a\"\n")
                .withValueEdited(
                    LINUX,
                    List.of(
                        ParameterRequest.add("dyndbg=\"file a.c +p\""),
                        ParameterRequest.add("memmap=64M$0x1000"))));
    assertEquals(
        "GRUB_CMDLINE_LINUX=\"a dyndbg=\\\"file a.c +p\\\" memmap=64M\\\\\\$0x1000\"\n",
        text(added));
    GrubDefaultsChain removed =
        done(
            added.withValueEdited(
                LINUX,
                List.of(
                    ParameterRequest.remove("memmap=64M$0x1000"),
                    ParameterRequest.remove("dyndbg=*"))));
    assertEquals("GRUB_CMDLINE_LINUX=\"a\"\n", text(removed));
  }

  @Test
  void valuesThatDoubleByReferenceComeToAnEnd() {
    String text = "GRUB_CMDLINE_LINUX=0123456789\n";
    text += "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX$GRUB_CMDLINE_LINUX\"\n".repeat(60);
    assertInstanceOf(DefaultsValue.Unjudgeable.class, chain(text).value(LINUX));
  }

  @Test
  void aBlockThatWeAddedGoesWithItsLastWord() {
    String block = "# Added by remediator: x\nGRUB_CMDLINE_LINUX=\"cgroup.memory=nokmem\"\n";
    for (String text : List.of("", "A=1\n", "A=1", "\n\n", "# c\r\n")) {
      GrubDefaultsChain with =
          GrubDefaultsChain.of(GrubDefaults.PATH, GrubDefaults.parse(text).withBlock(block));
      assertEquals("cgroup.memory=nokmem", known(with.value(LINUX)).text());
      assertEquals(text, text(done(with.withValueEdited(LINUX, REMOVE))));
    }
  }

  @Test
  void linesOfOthersStayWhenTheyBecomeEmpty() {
    String text = "# mine\nGRUB_CMDLINE_LINUX=\"cgroup.memory=nokmem\"\n";
    assertEquals(
        "# mine\nGRUB_CMDLINE_LINUX=\"\"\n",
        text(done(chain(text).withValueEdited(LINUX, REMOVE))));
  }

  @Test
  void aDropInWithoutItsWordHasNoEffect() {
    GrubDefaults dropIn =
        GrubDefaults.parse(
            "# x\nGRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX cgroup.memory=nokmem\"\n");
    assertFalse(dropIn.isWithoutEffect());
    for (String first : List.of(CENTOS_7, DEBIAN_12, "")) {
      GrubDefaultsChain chain = chain(first).with(GrubDefaults.OWN_DROP_IN, dropIn);
      GrubDefaultsChain removed = done(chain.withValueEdited(LINUX, REMOVE));
      assertTrue(removed.document(GrubDefaults.OWN_DROP_IN).orElseThrow().isWithoutEffect());
      assertEquals(first, text(removed));
    }
  }

  @Test
  void carriageReturnsAndPlusEqualsAreTold() {
    GrubDefaults defaults = GrubDefaults.parse("A=\"x\"\r\n\r\n# c\r\nA+=y\n");
    assertEquals(
        Map.of(
            1, "a carriage return ends the line and belongs to the value",
            2, "sh takes this carriage return for a command",
            4, "only bash and the like understand +="),
        defaults.notices().stream()
            .collect(java.util.stream.Collectors.toMap(Problem::line, Problem::what)));
  }

  @Test
  void opaqueStatementsAreListed() {
    GrubDefaults defaults = GrubDefaults.parse("if x; then\n y\nfi\nA=1\nfoo bar\n");
    assertEquals(
        List.of("1: an if block decides here", "5: the command 'foo' runs here"),
        defaults.opaque().stream().map(Problem::toString).toList());
  }

  @Test
  void distributionsAreKnown() {
    assertEquals(
        "crashkernel=auto rd.lvm.lv=centos/root rd.lvm.lv=centos/swap rhgb quiet",
        known(chain(CENTOS_7).value(LINUX)).text());
    assertEquals("", known(chain(DEBIAN_12).value(LINUX)).text());
    assertInstanceOf(
        DefaultsValue.Unset.class, chain(CENTOS_7).value("GRUB_CMDLINE_LINUX_DEFAULT"));
    assertInstanceOf(DefaultsValue.Unjudgeable.class, chain(DEBIAN_12).value("GRUB_DISTRIBUTOR"));
  }

  private static GrubDefaultsChain chain(String text) {
    return GrubDefaultsChain.of(GrubDefaults.PATH, GrubDefaults.parse(text));
  }

  private static String text(GrubDefaultsChain chain) {
    return chain.document(GrubDefaults.PATH).orElseThrow().text();
  }

  private static DefaultsValue.Known known(DefaultsValue value) {
    return assertInstanceOf(DefaultsValue.Known.class, value, value.toString());
  }

  private static GrubDefaultsChain done(Edited<GrubDefaultsChain> edited) {
    return edited.match(
        new Edited.Cases<>() {
          @Override
          public GrubDefaultsChain done(GrubDefaultsChain document) {
            return document;
          }

          @Override
          public GrubDefaultsChain refused(List<Problem> problems) {
            throw new AssertionError(problems.toString());
          }
        });
  }
}
