package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.kernel.BootLog;
import remediator.kernel.Captures;
import remediator.kernel.KernelRelease;

/** Verdicts about real kernels whose behaviour was measured. */
final class CapturedKernelsTest {

  @ParameterizedTest
  @CsvSource({
    "3.10.0-1062-a-none, understood",
    "3.10.0-1062-b-nokmem, understood",
    "3.10.0-1062-c-disable, understood",
    "3.10.0-1062-d-both, understood",
    "3.10.0-1062-e-noise, understood",
    "3.10.65-a-none, ignored",
    "3.10.65-b-nokmem, ignored",
    "3.10.65-c-disable, ignored",
    "3.10.65-d-both, ignored",
    "3.10.65-e-noise, ignored",
    "3.10.65-x-off-by-default, ignored"
  })
  void symbolsTellWhetherNokmemStoppedTheLeak(String captured, String nokmem) {
    List<Witness> witnesses = List.of(symbols(captured), log(captured));
    assertEquals(nokmem, ParameterSupport.judge(WantedParameter.NOKMEM, witnesses).word());
    assertEquals(
        "understood", ParameterSupport.judge(WantedParameter.DISABLE_MEMORY, witnesses).word());
  }

  @ParameterizedTest
  @CsvSource({
    "3.10.0-1062-a-none, 3.10.0-1062.el7.x86_64, understood",
    "3.10.65-b-nokmem, 3.10.65-srcmin, ignored"
  })
  void theTableAgreesWithTheSymbols(String captured, String release, String word) {
    Witness table = ReleaseTable.shipped().about(KernelRelease.parse(release));
    Verdict verdict =
        ParameterSupport.judge(WantedParameter.NOKMEM, List.of(table, symbols(captured)));
    assertEquals(word, verdict.word());
    assertEquals(List.of(), verdict.disagreements());
    assertEquals(2, verdict.evidence().size());
  }

  @ParameterizedTest
  @CsvSource({"3.10.0-1062-b-nokmem", "3.10.65-b-nokmem"})
  void theLogAloneLeavesNokmemUnknown(String captured) {
    Verdict verdict = ParameterSupport.judge(WantedParameter.NOKMEM, List.of(log(captured)));
    assertEquals("unknown", verdict.word());
  }

  private static Witness symbols(String captured) {
    SymbolTable table = SymbolTable.scan(Captures.lines(captured, "kallsyms.txt"));
    return new SymbolWitness(Rung.RUNNING_SYMBOLS, "/proc/kallsyms", table);
  }

  private static Witness log(String captured) {
    BootLog log = BootLog.parse(Captures.text(captured, "dmesg.txt")).get(0);
    return new BootLogWitness("/dev/kmsg", log);
  }
}
