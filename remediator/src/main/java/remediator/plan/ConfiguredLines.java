package remediator.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.bootloader.BootEntry;
import remediator.bootloader.DefaultsValue;
import remediator.bootloader.GrubDefaults;
import remediator.bootloader.KernelLine;
import remediator.kernel.CommandLine;

/**
 * Where a parameter stands in the boot configuration: in the source of the next one, and on the
 * lines that boot.
 *
 * <p>Only normal entries count for the latter: recovery and rescue entries are named apart by the
 * plan. A configuration that cannot be judged gives {@link Standing#UNKNOWN}.
 */
public record ConfiguredLines(BootDocuments documents) {

  /** In the variables that reach every normal entry the next grub-mkconfig writes. */
  public Standing inSource(String parameter) {
    if (!documents.hasDefaults()) {
      return Standing.NOT_APPLICABLE;
    }
    List<Optional<Boolean>> answers =
        Stream.of(GrubDefaults.COMMAND_LINE, GrubDefaults.COMMAND_LINE_DEFAULT)
            .map(variable -> inVariable(variable, parameter))
            .toList();
    if (answers.stream().anyMatch(answer -> answer.orElse(false))) {
      return Standing.EVERYWHERE;
    }
    return answers.stream().allMatch(Optional::isPresent) ? Standing.NOWHERE : Standing.UNKNOWN;
  }

  /** On the lines of the normal entries of every configuration that may boot. */
  public Standing inGenerated(String parameter) {
    if (!documents.problems().isEmpty()) {
      return Standing.UNKNOWN;
    }
    List<CommandLine> lines = normalLines().toList();
    long with =
        lines.stream().filter(line -> ParameterOnLine.stands(line, parameter, true)).count();
    if (lines.isEmpty()) {
      return Standing.NOT_APPLICABLE;
    }
    if (with == 0) {
      return Standing.NOWHERE;
    }
    return with == lines.size() ? Standing.EVERYWHERE : Standing.SOMEWHERE;
  }

  private Stream<CommandLine> normalLines() {
    return documents.generated().stream()
        .flatMap(each -> each.document().entries().stream())
        .filter(entry -> entry.kind() == BootEntry.Kind.NORMAL)
        .flatMap(entry -> entry.kernelLines().stream())
        .map(KernelLine::commandLine);
  }

  private Optional<Boolean> inVariable(String variable, String parameter) {
    return documents
        .defaults()
        .value(variable)
        .match(
            new DefaultsValue.Cases<>() {
              @Override
              public Optional<Boolean> known(DefaultsValue.Known known) {
                return Optional.of(ParameterOnLine.stands(known.commandLine(), parameter, true));
              }

              @Override
              public Optional<Boolean> unjudgeable(DefaultsValue.Unjudgeable unjudgeable) {
                return Optional.empty();
              }

              @Override
              public Optional<Boolean> unset() {
                return Optional.of(false);
              }
            });
  }
}
