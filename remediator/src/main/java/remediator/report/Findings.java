package remediator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.fact.BootSetup;
import remediator.fact.Evidence;
import remediator.fact.HostFacts;
import remediator.fact.ImageMismatch;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.Verdict;
import remediator.memory.LeakSign;
import remediator.memory.LeakSigns;
import remediator.memory.LeakVerdict;
import remediator.plan.BootDocuments;
import remediator.plan.ConfiguredLines;
import remediator.plan.Standing;
import remediator.report.Finding.Severity;
import remediator.verify.Effect;
import remediator.verify.Verification;

/**
 * What stands out in the facts and in a verification, each under the stable identifier that {@code
 * docs/findings.md} explains.
 *
 * <p>It derives and never reads; the same facts give the same findings in the same order: kernels,
 * their images, leak, boot setup, verification, transactions, unread sources.
 */
final class Findings {
  static final String PARAMETER_IGNORED = "KER-01";
  static final String IMAGE_OF_OTHER_BUILD = "KER-02";
  static final String IMAGE_OF_OTHER_RELEASE = "KER-03";
  static final String LEAK_SHOWN = "LEAK-01";
  static final String LAYOUT_NOT_EDITED = "BOOT-01";
  static final String NOT_EFFECTIVE = "VER-01";
  static final String INTERRUPTED = "TX-01";
  static final String SOURCES_UNREAD = "SRC-01";

  private static final String PLAN_AGAIN = "look at the remedies this host has: remediator plan";
  private static final List<String> PARAMETER_LINKS =
      List.of("https://docs.kernel.org/admin-guide/kernel-parameters.html");

  private final HostFacts facts;

  private Findings(HostFacts facts) {
    this.facts = facts;
  }

  /** What the host shows, whatever was asked of it. */
  static List<Finding> of(HostFacts facts) {
    Findings findings = new Findings(facts);
    List<Finding> found = new ArrayList<>(findings.ignored());
    found.addAll(findings.mismatches());
    findings.leak().ifPresent(found::add);
    findings.layout().ifPresent(found::add);
    findings.unread().ifPresent(found::add);
    return List.copyOf(found);
  }

  /** What is odd about the kernels' images. */
  static List<Finding> ofImages(HostFacts facts) {
    return new Findings(facts).mismatches();
  }

  /** What the host shows, and what became of the last change. */
  static List<Finding> of(HostFacts facts, Verification verification, boolean interrupted) {
    Findings findings = new Findings(facts);
    List<Finding> found = new ArrayList<>(findings.ignored());
    found.addAll(findings.mismatches());
    findings.leak().ifPresent(found::add);
    findings.layout().ifPresent(found::add);
    notEffective(verification).ifPresent(found::add);
    if (interrupted) {
      found.add(interrupted());
    }
    findings.unread().ifPresent(found::add);
    return List.copyOf(found);
  }

  private List<Finding> ignored() {
    ConfiguredLines configured = new ConfiguredLines(BootDocuments.of(facts.bootSetup()));
    return facts.kernels().optional().stream()
        .flatMap(List::stream)
        .filter(InstalledKernel::matters)
        .flatMap(kernel -> kernel.support().entrySet().stream().map(s -> ignored(kernel, s)))
        .flatMap(Optional::stream)
        .map(ignored -> finding(ignored, configured))
        .toList();
  }

  private static Optional<Ignored> ignored(
      InstalledKernel kernel, Map.Entry<String, Verdict> support) {
    return support
        .getValue()
        .match(
            yes -> Optional.<Ignored>empty(),
            no -> Optional.of(new Ignored(kernel.release(), support.getKey(), no.evidence())),
            unknown -> Optional.empty());
  }

  /** It matters where the parameter stands already; elsewhere it is only good to know. */
  private static Finding finding(Ignored ignored, ConfiguredLines configured) {
    boolean relied =
        isRelied(configured.inGenerated(ignored.parameter()))
            || isRelied(configured.inSource(ignored.parameter()));
    String why =
        relied
            ? "the boot configuration holds it, and this kernel acts as if it did not"
            : "it would be no remedy for this kernel, and no log line would say so";
    return new Finding(
        PARAMETER_IGNORED,
        relied ? Severity.PROBLEM : Severity.INFO,
        ignored.release() + " ignores " + ignored.parameter() + " silently",
        why,
        ignored.evidence().stream().limit(1).map(Findings::evidence).toList(),
        PLAN_AGAIN,
        PARAMETER_LINKS);
  }

  private List<Finding> mismatches() {
    return facts.kernels().optional().stream()
        .flatMap(List::stream)
        .flatMap(kernel -> kernel.mismatch().stream().map(found -> mismatch(kernel, found)))
        .toList();
  }

  private static Finding mismatch(InstalledKernel kernel, ImageMismatch mismatch) {
    String image = kernel.image().map(HostPath::value).orElse(kernel.release());
    List<Evidence> evidence =
        List.of(
            new Evidence(image, mismatch.found()), new Evidence("expected", mismatch.expected()));
    return switch (mismatch.kind()) {
      case OTHER_BUILD ->
          Finding.of(
              IMAGE_OF_OTHER_BUILD,
              Severity.INFO,
              "the image of " + kernel.release() + " is another build than the running kernel",
              "what the image understands holds from the next boot on, not for this one",
              evidence,
              "reboot into it, then: remediator verify");
      case OTHER_RELEASE ->
          Finding.of(
              IMAGE_OF_OTHER_RELEASE,
              Severity.WARNING,
              image + " holds the kernel " + mismatch.found(),
              "its name says "
                  + mismatch.expected()
                  + ": whoever boots that one gets another kernel, and nothing is said of either",
              evidence,
              "see how the file came there, and install the kernel's package again");
    };
  }

  private static boolean isRelied(Standing standing) {
    return standing == Standing.EVERYWHERE || standing == Standing.SOMEWHERE;
  }

  private Optional<Finding> leak() {
    LeakSigns signs = LeakSigns.of(facts);
    boolean leaking = signs.verdict() == LeakVerdict.LEAKING;
    if (!leaking && signs.verdict() != LeakVerdict.SUSPECTED) {
      return Optional.empty();
    }
    List<Evidence> evidence =
        signs.signs().stream()
            .filter(LeakSign::isShown)
            .map(sign -> new Evidence(sign.source(), sign.title() + ": " + sign.observed()))
            .toList();
    return Optional.of(
        Finding.of(
            LEAK_SHOWN,
            leaking ? Severity.PROBLEM : Severity.WARNING,
            leaking ? "kernel memory leaks" : "kernel memory may leak",
            leaking
                ? "signs are there that only removed cgroups leave behind"
                : "much memory is unreclaimable slab, but nothing ties it to removed cgroups",
            evidence,
            PLAN_AGAIN));
  }

  private Optional<Finding> layout() {
    return facts
        .bootSetup()
        .kind()
        .match(known -> layout(known.value(), known.evidence()), unknown -> Optional.empty());
  }

  private static Optional<Finding> layout(BootSetup.Kind kind, Evidence evidence) {
    return switch (kind) {
      case GRUB_FROM_DEFAULTS, GRUB_CFG_ONLY -> Optional.empty();
      case LOADER_ENTRIES, UNSUPPORTED ->
          Optional.of(
              Finding.of(
                  LAYOUT_NOT_EDITED,
                  Severity.BLOCKER,
                  "this version does not edit how this host boots",
                  "its command line is kept in a form that is looked at and never written",
                  List.of(evidence),
                  "use the tool that owns it (grubby, bootctl, rpm-ostree kargs, the node's"
                      + " machine configuration), then: remediator verify"));
    };
  }

  private static Optional<Finding> notEffective(Verification verification) {
    if (verification.state() != Verification.State.NOT_EFFECTIVE) {
      return Optional.empty();
    }
    List<Evidence> against =
        verification.effects().stream()
            .filter(effect -> effect.says() == Effect.Says.CONTRADICTS)
            .map(effect -> new Evidence(effect.source(), effect.sign() + ": " + effect.observed()))
            .toList();
    return Optional.of(
        Finding.of(
            NOT_EFFECTIVE,
            Severity.PROBLEM,
            "what was asked of this boot is not in force",
            verification.explanation(),
            against,
            String.join("; ", verification.advice())));
  }

  private static Finding interrupted() {
    return Finding.of(
        INTERRUPTED,
        Severity.BLOCKER,
        "a change was interrupted",
        "its journal is neither finished nor undone, so files may be of both states",
        List.of(),
        "settle it: remediator recover");
  }

  private Optional<Finding> unread() {
    List<Evidence> unread = UnreadSources.of(facts);
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                SOURCES_UNREAD,
                Severity.INFO,
                "not everything could be read",
                "an answer that would need these sources is given as unknown, never as no",
                unread,
                "run it as root, or on the live host, if the answer depends on them"));
  }

  private static Evidence evidence(SupportEvidence support) {
    return new Evidence(
        support.source(), support.excerpt().isEmpty() ? support.reason() : support.excerpt());
  }

  /** A parameter that a kernel drops. */
  private record Ignored(String release, String parameter, List<SupportEvidence> evidence) {}
}
