package remediator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import remediator.fact.Fact;
import remediator.kernel.BootLog;
import remediator.probe.HostProbe;
import remediator.probe.LogProbe;
import remediator.report.LogReport;
import remediator.report.Report;

/** {@code remediator log}. */
@Command(
    name = "log",
    description = "The kernel's own hints in the boot log: the running one, or saved files.")
final class LogCommand extends HostCommand {
  @Parameters(
      paramLabel = "FILE",
      description = "Saved logs of any format, plain or .gz .xz .zst .bz2.")
  private List<Path> files = new ArrayList<>();

  @Override
  Report report(Session session) throws IOException {
    List<Fact<List<BootLog>>> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(LogProbe.read(session.named(), session.decompressor(), Session.named(file)));
    }
    if (files.isEmpty()) {
      sources.addAll(HostProbe.logs(session.host(), session.decompressor()));
    }
    return new LogReport(sources, global().verbose);
  }
}
