package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every finding that can be made is explained, and nothing else is. */
class FindingsDocumentTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^## ([A-Z]+-[0-9]{2}) ");

  @Test
  void explainsEveryFinding() throws IOException {
    String document =
        Files.readString(Path.of(System.getProperty("basedir", "."), "docs", "findings.md"));
    assertEquals(
        List.of(
            Findings.PARAMETER_IGNORED,
            Findings.IMAGE_OF_OTHER_BUILD,
            Findings.IMAGE_OF_OTHER_RELEASE,
            Findings.LEAK_SHOWN,
            Findings.LAYOUT_NOT_EDITED,
            Findings.NOT_EFFECTIVE,
            Findings.INTERRUPTED,
            Findings.SOURCES_UNREAD,
            LintFindings.NO_KERNEL,
            LintFindings.SOME_KERNELS,
            LintFindings.UNKNOWN_VALUE),
        HEADING.matcher(document).results().map(found -> found.group(1)).toList());
  }
}
