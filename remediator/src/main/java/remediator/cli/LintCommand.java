package remediator.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.lint.Lint;
import remediator.probe.HostProbe;
import remediator.report.LintReport;
import remediator.report.Report;

/** {@code remediator lint}. */
@Command(
    name = "lint",
    description =
        "Words of the kernel's command lines that nobody understands, and what was meant.")
final class LintCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    HostFacts facts = session.kernels(HostProbe.REMEDIES);
    List<InstalledKernel> kernels = facts.kernels().optional().orElse(List.of());
    return new LintReport(
        facts,
        Lint.of(facts, session.vocabularies(kernels), HostProbe.modules(session.host(), kernels)));
  }
}
