package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.plan.Expectation;

final class ManifestTest {
  private static final HostPath SOURCE = HostPath.of("/state/manifest.json");

  @Test
  void isReadBackAsItWasWritten() throws DamagedException {
    Manifest manifest = manifest();
    assertEquals(manifest, ManifestReader.parse(SOURCE, ManifestWriter.bytes(manifest)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "{\"id\":",
        "{\"id\":{},\"when\":1}",
      })
  void whatIsNoManifestIsDamaged(String text) {
    assertDamaged(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"/etc/a\\nb\" -> \"../../etc/passwd\"",
        "\"/etc/a\\nb\" -> \"/etc/../etc/passwd\"",
        "\"mode\": \"4640\" -> \"mode\": \"17777\"",
        "\"mode\": \"4640\" -> \"mode\": \"rw\"",
        "\"owner\": 7 -> \"owner\": []",
        "\"sha256\": \" -> \"sha256\": \"Z",
        "\"00ff\" -> \"0\"",
        "\"pid\": 4711 -> \"pid\": \"many\"",
        "\"when\": \"2026 -> \"when\": \"noon",
        "\"changes\" -> \"other\"",
      })
  void oneForgedMemberIsDamaged(String replacement) {
    String[] parts = replacement.split(" -> ", 2);
    String text = new String(ManifestWriter.bytes(manifest()), StandardCharsets.UTF_8);
    String forged = text.replace(parts[0], parts[1]);
    assertEquals(true, !forged.equals(text), "the text holds " + parts[0]);
    assertDamaged(forged);
  }

  private static void assertDamaged(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(DamagedException.class, () -> ManifestReader.parse(SOURCE, bytes));
  }

  private static Manifest manifest() {
    FileAttributes attributes =
        new FileAttributes(
            FileAttributes.Kind.REGULAR,
            04640,
            7,
            8,
            9,
            Scene.NOON.plusNanos(1),
            1,
            new TreeMap<>(Map.of("user.\"x\"", "\0\u00ff")));
    FileState state = new FileState.Regular(ContentDigest.of(new byte[9]), attributes);
    List<FileChange> changes =
        List.of(
            new FileChange(HostPath.of("/etc/a\nb"), state, FileState.absent()),
            new FileChange(HostPath.of("/etc/\u00e9 'q'"), FileState.absent(), state));
    Expectation expectation =
        new Expectation("p", List.of("a=\u00ff\"b"), List.of(), Optional.empty());
    return new Manifest("20260131T120000Z-001", Scene.NOON, Scene.WHO, expectation, changes);
  }
}
