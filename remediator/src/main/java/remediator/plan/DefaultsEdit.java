package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.bootloader.DefaultsValue;
import remediator.bootloader.Edited;
import remediator.bootloader.GrubDefaults;
import remediator.bootloader.GrubDefaultsChain;
import remediator.bootloader.Problem;
import remediator.file.HostPath;
import remediator.kernel.CommaLists;
import remediator.kernel.CommandLine;
import remediator.kernel.CommandLineEdit;
import remediator.kernel.ParameterRequest;

/**
 * The edit of the files that the next configuration is generated from.
 *
 * <p>A parameter goes where its name already stands, so that a comma list is merged and not
 * doubled; else into {@code GRUB_CMDLINE_LINUX}, which reaches every entry, recovery ones included.
 * Where an image vendor's drop-in assigns that variable last, our own drop-in appends to it, so the
 * vendor's file stays as its package shipped it; a drop-in that sorts after ours is edited itself.
 */
final class DefaultsEdit {
  /** Everything grub-mkconfig puts on a line of Linux; removal looks at all of them. */
  private static final List<String> VARIABLES =
      List.of(
          GrubDefaults.COMMAND_LINE,
          GrubDefaults.COMMAND_LINE_DEFAULT,
          "GRUB_CMDLINE_LINUX_RECOVERY");

  private final GrubTemplates templates;
  private final boolean dropInsAreRead;
  private final List<String> problems = new ArrayList<>();
  private final List<ParameterRequest> normalEntriesOnly = new ArrayList<>();
  private GrubDefaultsChain chain;

  DefaultsEdit(GrubDefaultsChain chain, GrubTemplates templates, boolean dropInsAreRead) {
    this.chain = chain;
    this.templates = templates;
    this.dropInsAreRead = dropInsAreRead;
  }

  /** The chain after the requests; {@link #problems} must be empty for it to count. */
  GrubDefaultsChain after(List<ParameterRequest> requests) {
    VARIABLES.forEach(this::judge);
    if (problems.isEmpty()) {
      requests.forEach(this::edit);
    }
    return chain;
  }

  /** Each names file and line. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Requests that the source grants to normal entries alone, as recovery entries do not use it. */
  List<ParameterRequest> normalEntriesOnly() {
    return List.copyOf(normalEntriesOnly);
  }

  private void judge(String variable) {
    if (dropInsAreRead) {
      chain.appended(variable).ifPresent(each -> problems.add(located(variable, each)));
    }
    chain
        .value(variable)
        .match(
            new DefaultsValue.Cases<Boolean>() {
              @Override
              public Boolean known(DefaultsValue.Known known) {
                return true;
              }

              @Override
              public Boolean unjudgeable(DefaultsValue.Unjudgeable unknown) {
                return problems.add(
                    ("%s:%d: the value of %s cannot be judged without running the file: %s; write the value out"
                            + " literally there, or edit by hand and regenerate grub.cfg")
                        .formatted(unknown.path(), unknown.line(), variable, unknown.reason()));
              }

              @Override
              public Boolean unset() {
                return true;
              }
            });
  }

  private void edit(ParameterRequest request) {
    if (!Wish.asksForPresence(request)) {
      VARIABLES.stream().filter(this::isAssigned).forEach(name -> editValue(name, request));
      return;
    }
    boolean everywhere =
        stands(request, GrubDefaults.COMMAND_LINE)
            || !stands(request, GrubDefaults.COMMAND_LINE_DEFAULT);
    if (everywhere) {
      addToEveryEntry(request);
      keepSingle(request, GrubDefaults.COMMAND_LINE_DEFAULT);
    } else {
      normalEntriesOnly.add(request);
      editValue(GrubDefaults.COMMAND_LINE_DEFAULT, request);
    }
  }

  /** A parameter that is to have one value may not stand in a second variable as well. */
  private void keepSingle(ParameterRequest request, String otherVariable) {
    if (request instanceof ParameterRequest.Set && isAssigned(otherVariable)) {
      editValue(otherVariable, new ParameterRequest.RemoveEvery(request.name()));
    }
  }

  private void addToEveryEntry(ParameterRequest request) {
    String variable = GrubDefaults.COMMAND_LINE;
    if (stands(request, variable)) {
      editValue(variable, request);
    } else if (!isAssigned(variable)) {
      addAssignment(variable, request);
    } else if (assignedByVendor(variable)) {
      addDropIn(variable, request);
    } else {
      editValue(variable, request);
    }
  }

  private void editValue(String variable, ParameterRequest request) {
    chain
        .withValueEdited(variable, List.of(request))
        .match(
            new Edited.Cases<GrubDefaultsChain, Boolean>() {
              @Override
              public Boolean done(GrubDefaultsChain edited) {
                chain = edited;
                return true;
              }

              @Override
              public Boolean refused(List<Problem> reasons) {
                reasons.forEach(reason -> problems.add(located(variable, reason)));
                return false;
              }
            });
  }

  private static String located(String variable, Problem reason) {
    return reason.path().isPresent() ? reason.toString() : variable + ": " + reason.what();
  }

  private void addAssignment(String variable, ParameterRequest request) {
    HostPath first = chain.sources().get(0).path();
    String block = templates.assignment().filled(variable, List.of(request));
    chain = chain.with(first, chain.sources().get(0).document().withBlock(block));
    confirm(variable, request);
  }

  private void addDropIn(String variable, ParameterRequest request) {
    String text = templates.dropIn().filled(variable, List.of(request));
    chain = chain.with(GrubDefaults.OWN_DROP_IN, GrubDefaults.parse(text));
    confirm(variable, request);
  }

  /** What was added must be in force when all files are read, whatever a later one assigns. */
  private void confirm(String variable, ParameterRequest request) {
    boolean inForce = text(variable).filter(text -> isFulfilled(text, request)).isPresent();
    if (!inForce) {
      problems.add(
          "%s: %s would not be in force: another file assigns %s later"
              .formatted(GrubDefaults.PATH, request.text(), variable));
    }
  }

  private boolean assignedByVendor(String variable) {
    Optional<HostPath> inForce = chain.contributors(variable).stream().findFirst();
    return dropInsAreRead
        && inForce
            .filter(path -> path.isUnder(GrubDefaults.DROP_IN_DIRECTORY))
            .filter(path -> path.compareTo(GrubDefaults.OWN_DROP_IN) < 0)
            .isPresent();
  }

  private boolean isAssigned(String variable) {
    return text(variable).isPresent();
  }

  /** Whether the variable holds the name at all: then the request is settled there. */
  private boolean stands(ParameterRequest request, String variable) {
    return text(variable)
        .filter(text -> !new CommandLine(text).occurrences(request.name()).isEmpty())
        .filter(text -> isFulfilled(text, request) || mustStayTogether(request))
        .isPresent();
  }

  private static boolean mustStayTogether(ParameterRequest request) {
    return CommaLists.includes(request.name()) || request instanceof ParameterRequest.Set;
  }

  private static boolean isFulfilled(String text, ParameterRequest request) {
    return CommandLineEdit.apply(text, List.of(request)).equals(text);
  }

  /** What a kernel gets of the variable, its quotes and backslashes taken off by GRUB. */
  private Optional<String> text(String variable) {
    return chain
        .value(variable)
        .match(
            new DefaultsValue.Cases<>() {
              @Override
              public Optional<String> known(DefaultsValue.Known known) {
                return Optional.of(known.commandLine().text());
              }

              @Override
              public Optional<String> unjudgeable(DefaultsValue.Unjudgeable unjudgeable) {
                return Optional.empty();
              }

              @Override
              public Optional<String> unset() {
                return Optional.empty();
              }
            });
  }
}
