package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One command is built where one is named, and all where none is. */
class CommandsTest {
  @Test
  void oneIsBuiltWhereTheArgumentsNameIt() {
    for (String name : Commands.NAMES) {
      assertEquals(List.of(name), built(name, "--no-such-option"));
    }
  }

  @Test
  void allAreBuiltWhereTheArgumentsBeginOtherwise() {
    assertEquals(Commands.NAMES, built());
    assertEquals(Commands.NAMES, built("--help"));
    assertEquals(Commands.NAMES, built("PLAN"));
    assertEquals(Commands.NAMES, built("--version", "plan"));
  }

  private static List<String> built(String... arguments) {
    return List.copyOf(Main.commandLine(arguments).getSubcommands().keySet());
  }
}
