package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import remediator.bootloader.BootEntry;
import remediator.bootloader.Edited;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.KernelLine;
import remediator.bootloader.Problem;
import remediator.kernel.ParameterRequest;

/**
 * The edit of one generated configuration's entries, and what becomes of each of them.
 *
 * <p>Recovery entries get what the source grants them and no more, so that the next grub-mkconfig
 * gives the same lines.
 */
record EntryEdit(Wish wish, List<ParameterRequest> normalEntriesOnly, Predicate<BootEntry> chosen) {
  static final String NOT_CHOSEN = "not chosen by --kernels";

  Edited<GrubCfg> apply(GrubCfg document) {
    List<ParameterRequest> everywhere = new ArrayList<>(wish.requests());
    everywhere.removeAll(normalEntriesOnly);
    Predicate<BootEntry> recovery = entry -> entry.kind() == BootEntry.Kind.RECOVERY;
    return document
        .withCommandLines(chosen.and(recovery), everywhere)
        .match(
            new Edited.Cases<GrubCfg, Edited<GrubCfg>>() {
              @Override
              public Edited<GrubCfg> done(GrubCfg edited) {
                return edited.withCommandLines(chosen.and(recovery.negate()), wish.requests());
              }

              @Override
              public Edited<GrubCfg> refused(List<Problem> problems) {
                return new Edited.Refused<>(problems);
              }
            });
  }

  List<EntryOutlook> outlook(BootDocuments.Generated generated, GrubCfg after) {
    List<BootEntry> before = generated.document().entries();
    List<EntryOutlook> outlooks = new ArrayList<>();
    for (int at = 0; at < before.size(); at++) {
      if (before.get(at).kind() != BootEntry.Kind.OTHER) {
        outlooks.add(outlook(generated, before.get(at), after.entries().get(at)));
      }
    }
    return outlooks;
  }

  private EntryOutlook outlook(
      BootDocuments.Generated generated, BootEntry before, BootEntry after) {
    List<String> old = words(before);
    List<String> fresh = words(after);
    return new EntryOutlook(
        generated.file().target(),
        before.line(),
        before.title(),
        release(before),
        kind(before),
        without(fresh, old),
        without(old, fresh),
        why(before));
  }

  private String why(BootEntry entry) {
    if (!chosen.test(entry)) {
      return NOT_CHOSEN;
    }
    boolean spared = entry.kind() == BootEntry.Kind.RECOVERY && !normalEntriesOnly.isEmpty();
    return spared
        ? "GRUB_CMDLINE_LINUX_DEFAULT, where the parameter stands, does not reach recovery entries"
        : "it is as it ought to be";
  }

  private static Optional<String> release(BootEntry entry) {
    return entry.kernelLine().flatMap(line -> EntryRelease.of(line.kernelPath()));
  }

  private static EntryOutlook.Kind kind(BootEntry entry) {
    return switch (entry.kind()) {
      case RECOVERY -> EntryOutlook.Kind.RECOVERY;
      case RESCUE -> EntryOutlook.Kind.RESCUE;
      case NORMAL, OTHER -> EntryOutlook.Kind.NORMAL;
    };
  }

  private static List<String> words(BootEntry entry) {
    return entry.kernelLines().stream()
        .map(KernelLine::commandLine)
        .flatMap(line -> line.words().stream())
        .toList();
  }

  /** The words of {@code all} that {@code others} lacks; a repeated word counts once each time. */
  private static List<String> without(List<String> all, List<String> others) {
    List<String> rest = new ArrayList<>(all);
    others.forEach(rest::remove);
    return rest.stream().distinct().toList();
  }
}
