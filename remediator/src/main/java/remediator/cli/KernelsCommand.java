package remediator.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import remediator.report.KernelsReport;
import remediator.report.Report;

/** {@code remediator kernels}. */
@Command(
    name = "kernels",
    description =
        "For every installed kernel: understood, ignored silently or unknown, per remedy.")
final class KernelsCommand extends HostCommand {
  @Override
  Report report(Session session) throws IOException {
    return new KernelsReport(session.facts());
  }
}
