package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import remediator.fact.ImageMismatch;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.ParameterSupport;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;
import remediator.kernelimage.Witness;

/** How a kernel's verdicts are said. */
class KernelsReportTest {
  private static final Witness IMAGE =
      witness(Rung.IMAGE, Says.IGNORED, Confidence.VERIFIED, "/boot/vmlinuz-1", "no such row");
  private static final Witness MAP =
      witness(
          Rung.SYSTEM_MAP, Says.IGNORED, Confidence.VERIFIED, "/boot/System.map-1", "no symbol");
  private static final Witness TABLE =
      witness(Rung.RELEASE_TABLE, Says.UNDERSTOOD, Confidence.INFERRED, "4.19", "since 4.5");
  private static final Witness CONFIG =
      witness(Rung.CONFIG, Says.NOTHING, Confidence.VERIFIED, "/boot/config-1", "no option tells");

  @Test
  void theDecidingSourceComesFirstAndWhoContradictsIsMarked() {
    assertEquals(
        """
          - 1 (boots next)
              cgroup.memory=nokmem: IGNORED SILENTLY
                kernel image decides (verified): /boot/vmlinuz-1: no such row
                System.map agrees (verified): /boot/System.map-1: no symbol
                kernel configuration cannot tell: /boot/config-1: no option tells
                table of releases CONTRADICTS (inferred): 4.19: since 4.5
                ! kernel image (/boot/vmlinuz-1) says ignored, table of releases (4.19)
                says understood; the former is the better source
        """,
        page("cgroup.memory=nokmem", List.of(TABLE, CONFIG, MAP, IMAGE), true));
  }

  @Test
  void inShortOnlyTheDecidingSourceAndTheContradictionAreSaid() {
    String page = page("cgroup.memory=nokmem", List.of(TABLE, CONFIG, IMAGE), false);
    assertEquals(5, page.lines().count(), page);
    assertTrue(page.contains("kernel image decides"), page);
    assertTrue(page.contains("! kernel image (/boot/vmlinuz-1) says ignored"), page);
  }

  @Test
  void anIgnoredNameThatNewerKernelsReportIsNotCalledSilent() {
    assertTrue(page("swapaccount=1", List.of(IMAGE), true).contains("swapaccount=1: IGNORED\n"));
  }

  @Test
  void whereNobodyCanTellEverySourceSaysWhy() {
    String page = page("quiet", List.of(CONFIG), true);
    assertTrue(page.contains("quiet: unknown\n"), page);
    assertTrue(page.contains("kernel configuration cannot tell: /boot/config-1: "), page);
    assertTrue(page("quiet", List.of(), true).contains("no source was found"), page);
  }

  @Test
  void anImageThatIsAnotherKernelIsNamed() {
    String release = page(new ImageMismatch(ImageMismatch.Kind.OTHER_RELEASE, "2\033[2J", "1"));
    assertTrue(
        release
            .replaceAll("\\s+", " ")
            .contains("! /boot/vmlinuz-1 holds the kernel 2\\x1b[2J, not 1; it says nothing"),
        release);
    String build = page(new ImageMismatch(ImageMismatch.Kind.OTHER_BUILD, "#2 SMP", "#1 SMP"));
    assertTrue(
        build.replaceAll("\\s+", " ").contains("the next boot: #2 SMP; runs: #1 SMP"), build);
  }

  @Test
  void nothingIsWiderThanATerminal() {
    Witness wordy =
        witness(
            Rung.IMAGE, Says.IGNORED, Confidence.VERIFIED, "/boot/v", "word ".repeat(60).strip());
    String page = page("cgroup.memory=nokmem", List.of(wordy, TABLE), true);
    assertTrue(page.lines().allMatch(line -> line.length() <= 80), page);
  }

  private static String page(String parameter, List<Witness> witnesses, boolean all) {
    WantedParameter wanted = WantedParameter.parse(parameter).orElseThrow();
    Verdict verdict = ParameterSupport.judge(wanted, witnesses);
    return page(kernel(Map.of(parameter, verdict), Optional.empty()), all);
  }

  private static String page(ImageMismatch mismatch) {
    return page(kernel(Map.of(), Optional.of(mismatch)), true);
  }

  private static InstalledKernel kernel(
      Map<String, Verdict> support, Optional<ImageMismatch> mismatch) {
    return new InstalledKernel(
        "1",
        Optional.of(HostPath.of("/boot/vmlinuz-1")),
        false,
        true,
        false,
        false,
        true,
        new TreeMap<>(support),
        mismatch);
  }

  private static String page(InstalledKernel kernel, boolean all) {
    Page page = new Page(Palette.PLAIN);
    KernelLines.print(page, kernel, all);
    return page.text();
  }

  private static Witness witness(
      Rung rung, Says says, Confidence confidence, String source, String reason) {
    return wanted -> new SupportEvidence(rung, says, source, "", reason, confidence);
  }
}
