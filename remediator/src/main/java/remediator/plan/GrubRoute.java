package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import remediator.bootloader.BootEntry;
import remediator.bootloader.Edited;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.GrubDefaults;
import remediator.bootloader.GrubDefaultsChain;
import remediator.bootloader.Problem;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.HostFacts;
import remediator.file.HostPath;
import remediator.kernel.ParameterRequest;

/**
 * The way for GRUB with a generated grub.cfg: the source and the generated file get the same
 * parameters, by edits of the bytes that need them; grub-mkconfig is not run, so nothing else that
 * it would change can change.
 *
 * <p>Order: /etc/default/grub, its drop-ins, then the configurations that boot. A power cut between
 * two of them leaves a host that boots with the old or the new line.
 */
final class GrubRoute {
  /** A drop-in that only root needs to read, but grub-mkconfig's own files are world-readable. */
  private static final int DROP_IN_MODE = 0644;

  private final Wish wish;
  private final HostFacts facts;
  private final GrubTemplates templates;
  private final BootDocuments documents;
  private final List<String> problems = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<EntryOutlook> entries = new ArrayList<>();
  private List<ParameterRequest> normalEntriesOnly = List.of();

  GrubRoute(Wish wish, HostFacts facts, GrubTemplates templates) {
    this.wish = wish;
    this.facts = facts;
    this.templates = templates;
    this.documents = BootDocuments.of(facts.bootSetup());
  }

  Planning planning() {
    problems.addAll(documents.problems());
    if (documents.generated().isEmpty() && problems.isEmpty()) {
      problems.add("no grub.cfg with boot entries was found: is /boot mounted?");
    }
    if (problems.isEmpty() && wish.kernels().release().isEmpty()) {
      planDefaults();
    }
    List<LineBudget.Excess> tooLong = new ArrayList<>();
    if (problems.isEmpty()) {
      documents.generated().forEach(each -> planGenerated(each, tooLong));
    }
    if (!problems.isEmpty()) {
      return new Planning.Undetermined(problems);
    }
    return LineBudget.judge(facts.architecture(), tooLong).orElseGet(this::planned);
  }

  private Planning planned() {
    if (entries.stream().noneMatch(this::isChosen)) {
      return Planning.undetermined(
          "no boot entry is for --kernels " + wish.kernels().text() + "; see: remediator kernels");
    }
    Optional<String> bootId = facts.bootId().optional();
    List<String> notes = new PlanNotes(wish, facts, documents).lines();
    return new Planning.Planned(
        new Plan(facts.machineId(), wish.expectation(bootId), changes, entries, notes));
  }

  private boolean isChosen(EntryOutlook entry) {
    return !entry.why().equals(EntryEdit.NOT_CHOSEN);
  }

  private void planDefaults() {
    if (!documents.hasDefaults()) {
      return;
    }
    boolean dropInsAreRead =
        facts.distribution().optional().filter(each -> each.isDebianLike()).isPresent();
    DefaultsEdit edit = new DefaultsEdit(documents.defaults(), templates, dropInsAreRead);
    GrubDefaultsChain after = edit.after(wish.requests());
    problems.addAll(edit.problems());
    normalEntriesOnly = edit.normalEntriesOnly();
    after.sources().forEach(this::addDefaultsChange);
  }

  private void addDefaultsChange(GrubDefaultsChain.Source after) {
    Optional<BootFile> file = bootFile(after.path());
    String why = "source of the next generated grub.cfg";
    if (file.isEmpty()) {
      changes.add(Change.create(after.path(), DROP_IN_MODE, after.document().text(), why));
      return;
    }
    BootFile.Content content = file.get().content().optional().orElseThrow();
    String text = after.document().text();
    boolean empty =
        after.path().equals(GrubDefaults.OWN_DROP_IN) && after.document().isWithoutEffect();
    if (empty) {
      changes.add(Change.delete(after.path(), content.state(), content.text(), "no longer needed"));
    } else if (!text.equals(content.text())) {
      changes.add(Change.edit(after.path(), content.state(), content.text(), text, why));
    }
  }

  private Optional<BootFile> bootFile(HostPath target) {
    return facts.bootSetup().files().stream()
        .filter(file -> file.target().equals(target))
        .filter(file -> file.role() != BootFile.Role.GENERATED)
        .findFirst();
  }

  private void planGenerated(BootDocuments.Generated generated, List<LineBudget.Excess> tooLong) {
    EntryEdit edit = new EntryEdit(wish, normalEntriesOnly, chosen());
    Edited<GrubCfg> edited = edit.apply(generated.document());
    edited.match(
        new Edited.Cases<GrubCfg, Boolean>() {
          @Override
          public Boolean done(GrubCfg after) {
            entries.addAll(edit.outlook(generated, after));
            tooLong.addAll(LineBudget.excesses(facts.architecture(), generated, after));
            return addGeneratedChange(generated.file(), after);
          }

          @Override
          public Boolean refused(List<Problem> reasons) {
            return problems.addAll(
                reasons.stream()
                    .map(reason -> BootDocuments.located(generated.file(), reason))
                    .toList());
          }
        });
  }

  private boolean addGeneratedChange(BootFile file, GrubCfg after) {
    BootFile.Content content = file.content().optional().orElseThrow();
    if (after.text().equals(content.text())) {
      return false;
    }
    HostPath target = file.target();
    String why = "read by GRUB at the next boot";
    return changes.add(Change.edit(target, content.state(), content.text(), after.text(), why));
  }

  private Predicate<BootEntry> chosen() {
    Predicate<BootEntry> linux = entry -> entry.kind() != BootEntry.Kind.OTHER;
    Optional<String> release =
        wish.kernels().equals(KernelChoice.DEFAULT) ? defaultRelease() : wish.kernels().release();
    if (wish.kernels().equals(KernelChoice.ALL)) {
      return linux;
    }
    return linux.and(
        entry ->
            release.isPresent()
                && entry.kernelLines().stream()
                    .anyMatch(line -> EntryRelease.of(line.kernelPath()).equals(release)));
  }

  private Optional<String> defaultRelease() {
    return facts.bootSetup().bootsNext().optional().flatMap(BootSetup.DefaultEntry::release);
  }
}
