package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.bootloader.BootEntry;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.KernelLine;
import remediator.fact.Fact;
import remediator.kernel.CommandLineLimit;

/**
 * Whether every changed line still fits the kernel's buffer. What is longer is cut at its end
 * without a word, where new parameters stand. GRUB's {@code BOOT_IMAGE=} counts.
 */
final class LineBudget {
  private LineBudget() {}

  /** One line that would not fit. */
  record Excess(String file, int line, int bytes, int limitBytes) {}

  static List<Excess> excesses(
      Fact<String> architecture, BootDocuments.Generated generated, GrubCfg after) {
    CommandLineLimit limit = CommandLineLimit.of(architecture.optional().orElse("unknown"));
    List<Excess> excesses = new ArrayList<>();
    List<BootEntry> before = generated.document().entries();
    for (int at = 0; at < before.size(); at++) {
      List<KernelLine> old = before.get(at).kernelLines();
      List<KernelLine> fresh = after.entries().get(at).kernelLines();
      for (int line = 0; line < fresh.size(); line++) {
        int bytes = fresh.get(line).booted().bytesWithNul();
        if (bytes > old.get(line).booted().bytesWithNul() && bytes > limit.bytes()) {
          excesses.add(
              new Excess(
                  generated.file().path().value(), fresh.get(line).line(), bytes, limit.bytes()));
        }
      }
    }
    return excesses;
  }

  /** Empty when all lines fit. */
  static Optional<Planning> judge(Fact<String> architecture, List<Excess> excesses) {
    return excesses.stream().findFirst().map(excess -> judge(architecture, excess));
  }

  private static Planning judge(Fact<String> architecture, Excess excess) {
    String line =
        "%s:%d: the command line would be %d bytes long"
            .formatted(excess.file(), excess.line(), excess.bytes());
    return architecture.match(
        known ->
            new Planning.Refused(
                "%s; the kernel of %s takes %d and cuts the rest without a word"
                    .formatted(line, known.value(), excess.limitBytes()),
                "take words off the line first; nothing was written"),
        unknown ->
            Planning.undetermined(
                "%s, and this architecture's limit is not known (%s: %s)"
                    .formatted(line, unknown.source(), unknown.reason())));
  }
}
