package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModuleInfoWitnessTest {
  private static final String MODINFO =
      "usb_storage.parmtype=quirks:string\0usb_storage.parm=quirks:supplemental list: of ids\0"
          + "tree.parmtype=blimit:long\0tree.parm=blimit:\0vt.license=GPL\0"
          + "vt.parm=italic\0i8042.parm=nokbd:Do not probe";

  private static final String BUILTIN =
      """
      kernel/drivers/usb/storage/usb-storage.ko
      kernel/drivers/input/serio/i8042.ko
      kernel/drivers/tty/vt.ko
      """;

  @ParameterizedTest
  @CsvSource({
    "usb_storage.quirks, understood",
    "usb-storage.quirks, understood",
    "usb_storage.quirks=x, unknown",
    "i8042.nokbd, understood",
    "tree.blimit, unknown",
    "vt.italic, unknown",
    "vt.license, unknown",
    "cgroup.memory, unknown"
  })
  void onlyParametersOfListedModulesAreProved(String word, String says) {
    Witness witness = ModuleInfoWitness.parse("modinfo", MODINFO, BUILTIN);
    SupportEvidence answer = witness.answer(WantedParameter.parse(word).orElseThrow());
    assertEquals(says, answer.says().word());
    assertEquals(Rung.MODULE_INFO, answer.rung());
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'.parm=a:b', '.ko'", "'\0\0', 'x'", "'x.parmtype=', 'x.ko'"})
  void oddFilesProveNothing(String modinfo, String builtin) {
    assertEquals(0, ModuleInfoWitness.parse("modinfo", modinfo, builtin).parameters().size());
  }
}
