package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import remediator.bootloader.BootEntry;
import remediator.fact.BootFile;
import remediator.fact.BootSetup.DefaultEntry;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernel.ParameterRequest;

/** What an operator should know beside the plan: what is left alone, and why. */
record PlanNotes(Wish wish, HostFacts facts, BootDocuments documents) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!documents.hasDefaults()) {
      lines.add(
          "There is no /etc/default/grub here: a grub-mkconfig that is run later would write the"
              + " configuration without these parameters.");
    }
    wish.kernels()
        .release()
        .ifPresent(
            release ->
                lines.add(
                    "Only the entries of "
                        + release
                        + " are changed; /etc/default/grub is not, so the next grub-mkconfig undoes"
                        + " it."));
    facts
        .bootSetup()
        .files(BootFile.Role.GENERATED_NOT_LOADED)
        .forEach(
            file ->
                lines.add(file.path() + " is not read by this machine's firmware: left alone."));
    facts
        .bootSetup()
        .files(BootFile.Role.FOREIGN)
        .forEach(
            file ->
                lines.add(file.path() + " may hold a command line too: not edited by remediator."));
    facts
        .bootSetup()
        .bootsNext()
        .optional()
        .filter(this::loadsNoKernelWeEdit)
        .ifPresent(
            next ->
                lines.add(
                    next.file()
                        + ":"
                        + next.line()
                        + " "
                        + next.title()
                        + " boots next and is not changed: it loads no kernel by linux, linux16 or"
                        + " linuxefi (Xen, a chain loader). Choose another default entry, or edit"
                        + " that one by hand."));
    wish.requests().stream().filter(Wish::asksForPresence).forEach(each -> addIgnored(each, lines));
    return lines;
  }

  private boolean loadsNoKernelWeEdit(DefaultEntry next) {
    return documents.generated().stream()
        .filter(each -> each.file().path().equals(next.file()))
        .flatMap(each -> each.document().entries().stream())
        .anyMatch(entry -> entry.line() == next.line() && entry.kind() == BootEntry.Kind.OTHER);
  }

  private void addIgnored(ParameterRequest request, List<String> lines) {
    for (InstalledKernel kernel : facts.kernels().optional().orElse(List.of())) {
      boolean ignored =
          kernel
              .support(request.text())
              .filter(verdict -> verdict.match(yes -> false, no -> true, unknown -> false))
              .isPresent();
      if (ignored) {
        lines.add(kernel.release() + " ignores " + request.text() + " silently.");
      }
    }
  }
}
