package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrubEnvTest {
  @Test
  void variablesAndEscapesAreRead() {
    GrubEnv env =
        GrubEnv.parse(
            block("saved_entry=a\\\\b\\\nc\nkernelopts=root=/dev/x ro \nnext_entry=\nsaved=#1\n"));
    assertTrue(env.isIntact());
    assertEquals(Optional.of("a\\b\nc"), env.savedEntry());
    assertEquals(Optional.of("root=/dev/x ro "), env.kernelopts());
    assertEquals(Optional.empty(), env.nextEntry());
    assertEquals(Optional.of("#1"), env.variable("saved"));
    assertEquals(4, env.variables().size());
  }

  @Test
  void theLastOfEqualNamesWins() {
    assertEquals(Map.of("a", "2"), GrubEnv.parse(block("a=1\na=2\n")).variables());
  }

  @Test
  void oneByteMoreIsNotIntactButRead() {
    GrubEnv env = GrubEnv.parse(block("a=1\n") + "\n");
    assertFalse(env.isIntact());
    assertEquals(Map.of("a", "1"), env.variables());
  }

  @Test
  void withoutTheHeaderNothingIsRead() {
    assertEquals(Map.of(), GrubEnv.parse("a=1\n").variables());
    assertEquals(Map.of(), GrubEnv.parse("").variables());
  }

  private static String block(String lines) {
    String text = GrubEnv.SIGNATURE + lines;
    return text + "#".repeat(GrubEnv.BYTES - text.length());
  }
}
