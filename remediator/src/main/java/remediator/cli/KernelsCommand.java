package remediator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.kernelimage.WantedParameter;
import remediator.probe.HostProbe;
import remediator.report.KernelsReport;
import remediator.report.Report;

/** {@code remediator kernels}. */
@Command(
    name = "kernels",
    description =
        "For every installed kernel: understood, ignored silently or unknown, per remedy.")
final class KernelsCommand extends HostCommand {
  @Option(
      names = "--require",
      paramLabel = "PARAM[=TOKEN]",
      description =
          "Ask about this parameter instead of the remedies; may be repeated. Ends with 0 when"
              + " every kernel that counts understands all of them, 3 when one ignores one, 4 when"
              + " it cannot be told. What boots next and the newest installed kernel count; where"
              + " it is not known what boots next, every bootable one.")
  private List<String> required = new ArrayList<>();

  @Override
  Report report(Session session) throws IOException {
    List<WantedParameter> wanted = RequiredParameters.of(required);
    return new KernelsReport(
        session.kernels(wanted.isEmpty() ? HostProbe.REMEDIES : wanted), wanted);
  }
}
