package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.report.Images.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.TokenProof;

/** What {@code params} says of an image that was read. */
class ParamsReportTest {
  private static final Images SMALL =
      image()
          .late("root=")
          .early("mem")
          .late("cgroup.memory=", "nosocket", "nokmem")
          .late("cgroup_disable=")
          .obsolete("swapaccount=")
          .early("pci")
          .late("pci")
          .variables("rcutree.blimit", "panic")
          .token("cgroup.memory=nokmem", TokenProof.PROVEN)
          .token("cgroup.memory=nosocket", TokenProof.LIKELY)
          .token("cgroup.memory=nobpf", TokenProof.ABSENT);

  @Test
  void parametersOfAllTablesAreSortedByName() {
    String page = text(SMALL.built(), Optional.empty());
    assertEquals(
        """
        PARAMETERS
          late    cgroup.memory=
          late    cgroup_disable=
          early   mem
          core    panic
          early   pci
          late    pci
          module  rcutree.blimit
          late    root=
          late    swapaccount=  obsolete: said and ignored
        """,
        page.substring(page.indexOf("PARAMETERS\n"), page.indexOf("  * early:")));
  }

  @Test
  void theTopNamesTheImage() {
    String page = text(SMALL.built(), Optional.empty());
    for (String line :
        List.of(
            "  file                    /boot/vmlinuz",
            "  release                 6.1.0-50-amd64",
            "  version                 Linux version 6.1.0-50-amd64 (builder@host) #1 SMP",
            "  architecture            x86_64",
            "  packed as               bzImage, in it xz",
            "  boot parameters         7: 5 late, 2 early; 1 of them obsolete",
            "  of modules and core     2: 1 module, 1 core")) {
      assertTrue(page.contains(line + "\n"), page);
    }
  }

  @Test
  void whatTheImageDoesNotTellIsSaid() {
    KernelImage image =
        image().plainAndNameless().withoutVariables().withoutControllers().late("root=").built();
    String page = text(image, Optional.empty());
    for (String line :
        List.of(
            "  release                 not found in it",
            "  architecture            cannot be told",
            "  packed as               not packed",
            "  of modules and core     their table was not found",
            "  ? cgroup_disable=: the list of controllers was not found in the image")) {
      assertTrue(page.contains(line + "\n"), page);
    }
    JsonObject said = json(image, Optional.empty()).getAsJsonObject("image");
    assertTrue(said.get("release").isJsonNull());
    assertFalse(said.get("module_table_found").getAsBoolean());
    assertFalse(said.get("controllers_found").getAsBoolean());
  }

  @Test
  void tokensAreJudgedAsTheyAreForEveryKernel() {
    String page = text(SMALL.built(), Optional.empty()).replaceAll("\\s+", " ");
    assertTrue(page.contains("cgroup.memory=nokmem understood: "), page);
    assertTrue(page.contains("cgroup.memory=nosocket unknown: "), page);
    assertTrue(page.contains("cgroup.memory=nobpf ignored (verified): "), page);
    assertTrue(page.contains("cgroup_disable= understood: cpu, memory"), page);
    assertEquals(
        List.of(
            "cgroup.memory=nokmem understood verified",
            "cgroup.memory=nosocket unknown verified",
            "cgroup.memory=nobpf ignored verified",
            "cgroup_disable=cpu understood verified",
            "cgroup_disable=memory understood verified"),
        tokens(json(SMALL.built(), Optional.empty())));
  }

  @Test
  void aKernelWithoutTheParametersIgnoresTheirTokens() {
    List<String> tokens = tokens(json(image().late("root=").built(), Optional.empty()));
    assertTrue(tokens.contains("cgroup.memory=nokmem ignored verified"), tokens.toString());
    assertTrue(tokens.contains("cgroup_disable=memory ignored verified"), tokens.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "cgroup, cgroup.memory= cgroup_disable=",
    "p-di, cgroup_disable=",
    "cgroup-disable=memory, cgroup_disable=",
    "root=, root=",
    "root=/dev/sda1, root=",
    "oot=/dev/sda1, ''",
    "blimit, rcutree.blimit",
    "PANIC, ''"
  })
  void aPatternNarrowsTheList(String pattern, String names) {
    JsonObject document = json(SMALL.built(), Optional.of(pattern));
    List<String> texts =
        StreamSupport.stream(document.getAsJsonArray("parameters").spliterator(), false)
            .map(row -> row.getAsJsonObject().get("text").getAsString())
            .toList();
    assertEquals(names, String.join(" ", texts));
    assertEquals(pattern, document.get("pattern").getAsString());
  }

  @Test
  void aPatternThatMatchesNothingIsAnAnswer() {
    ParamsReport report = report(SMALL.built(), Optional.of("xyzzy"), false);
    assertEquals(0, report.state().exitCode());
    assertTrue(text(report).contains("  - none with \"xyzzy\" in its tables\n"), text(report));
    assertFalse(text(report).contains("VALUES"), text(report));
  }

  @Test
  void literalsAreShownOnRequest() {
    String wordy = "  late    cgroup.memory=  (nosocket nokmem)\n";
    assertTrue(text(report(SMALL.built(), Optional.empty(), true)).contains(wordy));
    assertFalse(text(report(SMALL.built(), Optional.empty(), false)).contains("(nosocket"));
  }

  @Test
  void hostileTextOfAnImageIsSpelledOut() {
    String evil = "\033[2J\u00e2\u0080\u00ae\u009b\u00ff";
    String shown = "\\x1b[2J\\u{202e}\\x9b\\xff";
    KernelImage image = image().release(evil).late(evil + "=", evil).variables("a." + evil).built();
    String page = text(report(image, Optional.of(evil), true));
    assertFalse(page.contains("\033"), page);
    assertEquals(6, page.split(Pattern.quote(shown), -1).length - 1, page);
    String document =
        JsonReport.of("0", "params", new JsonObject(), report(image, Optional.empty(), true));
    assertTrue(document.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), document);
  }

  @Test
  void moreThanAnyKernelHasIsCounted() {
    Images many = image();
    for (int row = 0; row < 10_001; row++) {
      many.late("p" + row);
    }
    JsonObject document = json(many.built(), Optional.empty());
    assertEquals(10_000, document.getAsJsonArray("parameters").size());
    assertEquals(1, document.get("parameters_omitted").getAsInt());
    assertTrue(text(many.built(), Optional.empty()).contains("  ! 1 more are not shown\n"));
    assertEquals(0, json(SMALL.built(), Optional.empty()).get("parameters_omitted").getAsInt());
  }

  @Test
  void theHandlersOfAHostileImageHaveNoEndlessConstants() {
    String[] literals = new String[65];
    Arrays.setAll(literals, at -> "l" + at);
    JsonObject document = json(image().late("a", literals).built(), Optional.empty());
    JsonElement row = document.getAsJsonArray("parameters").get(0);
    assertEquals(64, row.getAsJsonObject().getAsJsonArray("literals").size());
  }

  private static List<String> tokens(JsonObject document) {
    return StreamSupport.stream(document.getAsJsonArray("tokens").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(
            token ->
                token.get("parameter").getAsString()
                    + "="
                    + token.get("token").getAsString()
                    + " "
                    + token.get("verdict").getAsString()
                    + " "
                    + token.get("confidence").getAsString())
        .toList();
  }

  private static ParamsReport report(
      KernelImage image, Optional<String> pattern, boolean everything) {
    return new ParamsReport("/boot/vmlinuz", image, pattern, everything);
  }

  private static String text(KernelImage image, Optional<String> pattern) {
    return text(report(image, pattern, false));
  }

  private static String text(ParamsReport report) {
    Page page = new Page(Palette.PLAIN);
    report.print(page);
    return page.text();
  }

  private static JsonObject json(KernelImage image, Optional<String> pattern) {
    JsonObject document = new JsonObject();
    report(image, pattern, false).addTo(document);
    return document;
  }
}
