package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.kernel.ParameterRequest;

class GrubTemplateTest {
  private static final List<ParameterRequest> REQUESTS =
      List.of(ParameterRequest.add("cgroup.memory=nokmem"), ParameterRequest.add("foo=\"a $b\""));

  @Test
  void fillsInEveryPlaceholder() {
    GrubTemplate template = new GrubTemplate("@A@=\"$@A@ @B_C@\" user@host.org @lower@");
    assertEquals(
        "x$\\1=\"$x$\\1 y\" user@host.org @lower@",
        template.filled(Map.of("A", "x$\\1", "B_C", "y")));
  }

  @Test
  void refusesWhatIsMissingOrTooMuch() {
    GrubTemplate template = new GrubTemplate("@A@");
    assertEquals(
        "template: no value for [A], no place for []",
        assertThrows(IllegalArgumentException.class, () -> template.filled(Map.of())).getMessage());
    assertEquals(
        "template: no value for [], no place for [B]",
        assertThrows(
                IllegalArgumentException.class, () -> template.filled(Map.of("A", "", "B", "")))
            .getMessage());
  }

  @Test
  void theShippedDropInAppendsToWhatWasSet() throws IOException {
    String text = shipped(GrubTemplate.DROP_IN).filled(GrubDefaults.COMMAND_LINE, REQUESTS);
    GrubDefaultsChain chain =
        GrubDefaultsChain.of(
                GrubDefaults.PATH, GrubDefaults.parse("GRUB_CMDLINE_LINUX=\"console=ttyS0\"\n"))
            .with(GrubDefaults.OWN_DROP_IN, GrubDefaults.parse(text));
    assertEquals(
        "console=ttyS0 cgroup.memory=nokmem foo=\"a \\$b\"",
        assertInstanceOf(DefaultsValue.Known.class, chain.value(GrubDefaults.COMMAND_LINE)).text());
    assertTrue(text.startsWith(GrubDefaults.OWN_COMMENT));
  }

  @Test
  void theShippedAssignmentIsFoundAgain() throws IOException {
    String block = shipped(GrubTemplate.ASSIGNMENT).filled(GrubDefaults.COMMAND_LINE, REQUESTS);
    GrubDefaultsChain chain =
        GrubDefaultsChain.of(GrubDefaults.PATH, GrubDefaults.parse("A=1").withBlock(block));
    List<ParameterRequest> remove =
        List.of(ParameterRequest.remove("cgroup.memory=*"), ParameterRequest.remove("foo=*"));
    Edited<GrubDefaultsChain> edited = chain.withValueEdited(GrubDefaults.COMMAND_LINE, remove);
    assertEquals(
        new Edited.Done<>("A=1"),
        edited.match(
            new Edited.Cases<GrubDefaultsChain, Edited<String>>() {
              @Override
              public Edited<String> done(GrubDefaultsChain document) {
                return new Edited.Done<>(document.document(GrubDefaults.PATH).orElseThrow().text());
              }

              @Override
              public Edited<String> refused(List<Problem> problems) {
                return new Edited.Refused<>(problems);
              }
            }));
  }

  private static GrubTemplate shipped(String name) throws IOException {
    Path path = Path.of("..", "grub-templates", name);
    return new GrubTemplate(Files.readString(path, StandardCharsets.ISO_8859_1));
  }
}
