package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernelimage.WantedParameter;

/** What {@code --require} takes. */
class RequiredParametersTest {

  @ParameterizedTest
  @CsvSource({
    "quiet, quiet",
    "console=, console",
    "console=ttyS0, console=ttyS0",
    "cgroup.memory=nokmem, cgroup.memory=nokmem",
    "video=a=b, video=a=b",
    "rcutree.blimit=10, rcutree.blimit=10"
  })
  void aWordIsANameOrANameWithAToken(String word, String wanted) {
    assertEquals(List.of(wanted), texts(List.of(word)));
  }

  @Test
  void whatTheKernelSplitsAtCommasIsSplitAndNothingElse() {
    assertEquals(
        List.of("cgroup-disable=memory", "cgroup-disable=cpu", "console=ttyS0,115200"),
        texts(List.of("cgroup-disable=memory,cpu", "console=ttyS0,115200")));
  }

  @Test
  void nothingIsAskedTwice() {
    assertEquals(
        List.of("cgroup.memory=nokmem", "cgroup.memory=nosocket", "quiet"),
        texts(List.of("cgroup.memory=nokmem", "cgroup.memory=nosocket,nokmem", "quiet", "quiet")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "=x",
        " ",
        "a b",
        "a=b c",
        "a\tb",
        "a\nb",
        "a\u001b[2J",
        "a=\u007f",
        "a\"b\"",
        "a='b'",
        "a\\b",
        "gr\u00fcn=1",
        "a=\u202e",
        "cgroup.memory=,nokmem",
        "cgroup_disable=memory,"
      })
  void whatIsNoParameterIsRefused(String word) {
    UsageException refusal =
        assertThrows(UsageException.class, () -> RequiredParameters.of(List.of("quiet", word)));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("--require " + (word.isEmpty() ? "\"\"" : word) + ": "), message);
  }

  private static List<String> texts(List<String> words) {
    return RequiredParameters.of(words).stream().map(WantedParameter::text).toList();
  }
}
