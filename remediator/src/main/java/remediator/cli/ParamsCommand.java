package remediator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import remediator.file.HostPath;
import remediator.kernelimage.ImageReading;
import remediator.probe.ImageFile;
import remediator.report.ErrorReport;
import remediator.report.ParamsReport;
import remediator.report.Report;
import remediator.report.ResultState;

/** {@code remediator params}. */
@Command(
    name = "params",
    description = "Every boot parameter that a kernel image understands, read from the image.")
final class ParamsCommand extends HostCommand {
  private static final String REMEDY =
      "name the file that the boot loader loads, such as /boot/vmlinuz-RELEASE";

  @Option(
      names = "--kernel",
      required = true,
      paramLabel = "IMAGE",
      description = "The kernel image, wherever it lies; --root does not change its path.")
  private Path image = Path.of("");

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description =
          "Only parameters with this text in their name, such as cgroup; - equals _. Of"
              + " NAME=VALUE the name is looked for.")
  private Optional<String> pattern = Optional.empty();

  @Override
  Report report(Session session) throws IOException {
    HostPath file = Session.named(image);
    ImageReading reading = ImageFile.read(session.named(), file, session.imageLimits());
    return reading.match(
        read -> new ParamsReport(file.value(), read, pattern, global().verbose),
        reason -> new ErrorReport(ResultState.UNDETERMINED, file + ": " + reason, REMEDY));
  }
}
