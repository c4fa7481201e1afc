package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.kernelimage.SupportEvidence.Says;

final class KernelConfigTest {
  private static final String REST = "CONFIG_X=y\n".repeat(KernelConfig.OPTIONS_MIN - 1);

  @Test
  void wantedOptionsAreKept() {
    KernelConfig config =
        parse(
            """
            # CONFIG_MEMCG_V1 is not set
            CONFIG_MEMCG=y
            CONFIG_CMDLINE="a=b \\"c\\" d"
            CONFIG_CMDLINE_BOOL=n
            CONFIG_UNRELATED=y
            CONFIG_LOG_BUF_SHIFT=20\r
            """);
    assertTrue(config.isSet("MEMCG"));
    assertFalse(config.isSet("MEMCG_V1"));
    assertFalse(config.isSet("CMDLINE_BOOL"));
    assertEquals(Optional.of("a=b \\\"c\\\" d"), config.value("CMDLINE"));
    assertEquals(Optional.of("20"), config.value("LOG_BUF_SHIFT"));
    assertEquals(Optional.empty(), config.value("UNRELATED"));
    assertEquals(6, config.options());
  }

  @Test
  void withoutTheControllerBothRemediesAreIgnored() {
    String text = "# CONFIG_MEMCG is not set\n" + REST;
    assertEquals(Says.IGNORED, says(text, WantedParameter.NOKMEM));
    assertEquals(Says.IGNORED, says(text, WantedParameter.DISABLE_MEMORY));
  }

  @Test
  void aFragmentProvesNoAbsence() {
    String text = "# CONFIG_MEMCG is not set\n" + REST.replaceFirst("CONFIG_X=y\n", "");
    assertEquals(Says.NOTHING, says(text, WantedParameter.NOKMEM));
  }

  @Test
  void withTheControllerTheTokenStaysOpen() {
    assertEquals(Says.NOTHING, says("CONFIG_MEMCG=y\n" + REST, WantedParameter.NOKMEM));
    assertEquals(
        Says.NOTHING, says("CONFIG_CGROUP_MEM_RES_CTLR=y\n" + REST, WantedParameter.NOKMEM));
  }

  @Test
  void otherParametersAreNotItsSubject() {
    WantedParameter cpu = WantedParameter.parse("cgroup_disable=cpu").orElseThrow();
    assertEquals(Says.NOTHING, says("# CONFIG_MEMCG is not set\n" + REST, cpu));
  }

  private static Says says(String text, WantedParameter wanted) {
    return new ConfigWitness("/boot/config", parse(text)).answer(wanted).says();
  }

  private static KernelConfig parse(String text) {
    return KernelConfig.parse(text.lines().iterator());
  }
}
