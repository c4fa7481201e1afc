package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernel.ParameterRequest;

/** References that depend on whether a variable is set, as TuneD writes them. */
class GrubDefaultsTunedTest {
  private static final String LINUX = GrubDefaults.COMMAND_LINE;
  private static final String DEFAULT = GrubDefaults.COMMAND_LINE_DEFAULT;
  private static final List<ParameterRequest> ADD =
      List.of(ParameterRequest.add("cgroup.memory=nokmem"));
  private static final List<ParameterRequest> REMOVE =
      List.of(ParameterRequest.remove("cgroup.memory=nokmem"));

  private static final String TUNED =
      """
      GRUB_CMDLINE_LINUX_DEFAULT="${GRUB_CMDLINE_LINUX_DEFAULT:+$GRUB_CMDLINE_LINUX_DEFAULT }\\$tuned_params"
      GRUB_INITRD_OVERLAY="${GRUB_INITRD_OVERLAY:+$GRUB_INITRD_OVERLAY }\\$tuned_initrd"
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet splash\" | quiet splash $tuned_params",
        "GRUB_CMDLINE_LINUX_DEFAULT=\"\" | $tuned_params",
        "# not set | $tuned_params",
      })
  void theLineOfTunedGivesWhatTheShellGives(String first, String value) {
    assertEquals(value, value(chain(first + "\n" + TUNED), DEFAULT));
  }

  @Test
  void theOtherVariableIsEditedBesideTuned() {
    String text = GrubDefaultsTest.CENTOS_7 + TUNED;
    GrubDefaultsChain added = done(chain(text).withValueEdited(LINUX, ADD));
    assertEquals(text.replace("quiet\"", "quiet cgroup.memory=nokmem\""), text(added));
    assertEquals(text, text(done(added.withValueEdited(LINUX, REMOVE))));
    assertEquals("$tuned_params", value(added, DEFAULT));
  }

  /** Columns: the file, and the value that the shell gives. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Y=a; X=\"${Y:+b $Y}\" | b a",
        "Y=; X=\"${Y:+b}\" | ``",
        "Y=; X=\"${Y+b}\" | b",
        "unset Y; X=\"${Y+b}\" | ``",
        "Y=a; X=\"${Y:-b}\" | a",
        "Y=; X=\"${Y:-b c}\" | b c",
        "Y=; X=\"${Y-b}\" | ``",
        "unset Y; X=\"${Y-b${Y}c}\" | bc",
        "X=${Y:-b c} | b c",
        "X=\"${Y:-{}}\" | {}",
      })
  void unsetAndEmptyAreToldApart(String text, String value) {
    assertEquals(value, value(chain(longNames(text)), LINUX));
  }

  /** Columns: the file before and after the parameter is added. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X=a; X=\"${X:+$X }\\$t\" | X=a; X=\"${X:+$X }\\$t cgroup.memory=nokmem\"",
        "X=\"${X:+$X }\" | X=\"cgroup.memory=nokmem ${X:+$X }\"",
        "X=\"${Y:-b}\" | X=\"${Y:-b} cgroup.memory=nokmem\"",
        "X=\"a${Y:+ b}\" | X=\"a cgroup.memory=nokmem${Y:+ b}\"",
        "X=cgroup.memory=a; X=\"${X:+$X }b\" | X=cgroup.memory=a,nokmem; X=\"${X:+$X }b\"",
        "X=a; X=\"${X:+$X }-- b\" | X=a\\ cgroup.memory=nokmem; X=\"${X:+$X }-- b\"",
        "X=\"${Y:-cgroup.memory=a}\" | X=\"${Y:-cgroup.memory=a},nokmem\"",
      })
  void addedOutsideOfTheWordAndRemovedAgain(String before, String after) {
    String text = longNames(before);
    GrubDefaultsChain added = done(chain(text).withValueEdited(LINUX, ADD));
    assertEquals(longNames(after), text(added));
    assertEquals(text, text(done(added.withValueEdited(LINUX, REMOVE))));
  }

  @Test
  void removedFromTheAssignmentThatWroteIt() {
    String text = longNames("X=\"a cgroup.memory=nokmem\"\nX=\"${X:+$X }\\$t\"\n");
    assertEquals(
        longNames("X=\"a\"\nX=\"${X:+$X }\\$t\"\n"),
        text(done(chain(text).withValueEdited(LINUX, REMOVE))));
  }

  @Test
  void theLastWordThatGoesTakesTheBlankOfTheConditionAlong() {
    String text = longNames("X=\"cgroup.memory=nokmem\"\nX=\"${X:+$X }\\$t\"\n");
    GrubDefaultsChain removed = done(chain(text).withValueEdited(LINUX, REMOVE));
    assertEquals(longNames("X=\"\"\nX=\"${X:+$X }\\$t\"\n"), text(removed));
    assertEquals("$t", value(removed, LINUX));
  }

  /** Removing would need a change of the word, or would bring the default to life. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X=\"${Y:-cgroup.memory=nokmem}\"",
        "X=\"${Y:-cgroup.memory=}nokmem\"",
        "Y=1; X=\"a ${Y:+cgroup.memory=nokmem,b}\"",
        "Y=cgroup.memory=nokmem; X=\"${Y:-b}\"",
        "Y=cgroup.memory=nokmem; X=\"${Y:+b $Y}\"",
        "X=\"${Y:-cgroup.memory=nokmem}\"; X=\"$X a\"",
      })
  void anEditThatNeedsTheWordIsRefused(String text) {
    GrubDefaultsChain chain = chain(longNames(text));
    assertInstanceOf(DefaultsValue.Known.class, chain.value(LINUX));
    assertInstanceOf(Edited.Refused.class, chain.withValueEdited(LINUX, REMOVE));
  }

  @Test
  void aValueThatIsReferredToTwiceIsEditedOnce() {
    String text = longNames("Y=\"cgroup.memory=nokmem a\"; X=\"${Y:+$Y $Y}\"");
    assertEquals(
        longNames("Y=\"a\"; X=\"${Y:+$Y $Y}\""),
        text(done(chain(text).withValueEdited(LINUX, REMOVE))));
  }

  /** The blank between the two would go as well, and glue what is left of them. */
  @Test
  void aValueThatIsReferredToTwiceAndWouldBeGluedIsRefused() {
    String text = longNames("Y=\"cgroup.memory=nokmem a\"; X=\"$Y $Y\"");
    assertInstanceOf(Edited.Refused.class, chain(text).withValueEdited(LINUX, REMOVE));
  }

  @Test
  void aWordThatRepeatsALongValueComesToAnEnd() {
    String text =
        longNames("Y=" + "a".repeat(16_000) + "\nX=\"${Y:+" + "$Y".repeat(100_000) + "}\"\n");
    assertInstanceOf(DefaultsValue.Unjudgeable.class, chain(text).value(LINUX));
  }

  private static String longNames(String text) {
    return text.replaceAll("\\bX\\b", "GRUB_CMDLINE_LINUX").replaceAll("\\bY\\b", "GRUB_CMDLINE_Y");
  }

  private static GrubDefaultsChain chain(String text) {
    return GrubDefaultsChain.of(GrubDefaults.PATH, GrubDefaults.parse(text));
  }

  private static String value(GrubDefaultsChain chain, String variable) {
    DefaultsValue value = chain.value(variable);
    return assertInstanceOf(DefaultsValue.Known.class, value, value.toString()).text();
  }

  private static String text(GrubDefaultsChain chain) {
    return chain.document(GrubDefaults.PATH).orElseThrow().text();
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
