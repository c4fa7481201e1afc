package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootIdTest {
  private static final String HEX = "0f3a2c7e9b8d4f6a8c1e2d3b4a5f6978";

  @Test
  void theJournalsAndTheKernelsFormsAreOneIdentity() {
    assertEquals(BootId.parse(HEX), BootId.parse("0F3A2C7E-9b8d-4f6a-8c1e-2d3b4a5f6978\n"));
  }

  @Test
  void dashedFormHasTheKernelsGroups() {
    assertEquals("0f3a2c7e-9b8d-4f6a-8c1e-2d3b4a5f6978", new BootId(HEX).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0f3a2c7e9b8d4f6a8c1e2d3b4a5f697", "0f3a2c7e9b8d4f6a8c1e2d3b4a5f697g"})
  void anythingElseIsNoBootId(String text) {
    assertEquals(Optional.empty(), BootId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new BootId(text));
  }
}
