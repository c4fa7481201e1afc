package remediator.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernel.CommandLine;
import remediator.kernel.KernelRelease;
import remediator.plan.BootDocuments;
import remediator.plan.ConfiguredLines;
import remediator.plan.ParameterOnLine;
import remediator.plan.Standing;
import remediator.verify.Verification.State;

/**
 * Judges what was asked by what the host shows now.
 *
 * <p>Order: no judgement in the boot the change was made in; then the running line, parsed as this
 * kernel parses it; then the signs of the effect. One sign against it outweighs all signs for it.
 */
public final class Verifier {
  /** Since Linux 3.15 a bare {@code --} ends the kernel's own parameters (kernel/params.c). */
  private static final List<Integer> DASHES_END_PARAMETERS = List.of(3, 15);

  private final Asked origin;
  private final HostFacts facts;
  private final ConfiguredLines configured;

  private Verifier(Asked origin, HostFacts facts) {
    this.origin = origin;
    this.facts = facts;
    this.configured = new ConfiguredLines(BootDocuments.of(facts.bootSetup()));
  }

  public static Verification verify(Asked asked, HostFacts facts) {
    return new Verifier(asked, facts).verification();
  }

  private Verification verification() {
    if (origin.isEmpty()) {
      return judged(
          State.NOTHING_ASKED,
          "no transaction is on record here and no remedy is on the running command line",
          List.of("look at what ought to be done: remediator plan"),
          List.of(),
          List.of());
    }
    List<AskedParameter> asked = asked();
    if (sameBoot()) {
      return judged(
          State.REBOOT_PENDING,
          "this is still the boot in which it was applied; nothing can be said before a reboot",
          List.of(beforeReboot(asked)),
          asked,
          List.of());
    }
    return facts
        .runningCommandLine()
        .match(
            known -> afterReboot(asked),
            unknown ->
                judged(
                    State.UNDETERMINED,
                    "the running command line cannot be read: "
                        + unknown.source()
                        + ": "
                        + unknown.reason(),
                    List.of(),
                    asked,
                    List.of()));
  }

  private static String beforeReboot(List<AskedParameter> asked) {
    boolean gone =
        asked.stream().anyMatch(each -> each.wanted() && each.generated() == Standing.NOWHERE);
    return gone
        ? "the boot configuration does not hold it any more (restored or rewritten by somebody"
            + " else), so a reboot will not bring it: remediator plan"
        : "reboot, then: remediator verify";
  }

  private Verification afterReboot(List<AskedParameter> asked) {
    List<AskedParameter> unfulfilled = asked.stream().filter(each -> !each.isFulfilled()).toList();
    if (!unfulfilled.isEmpty()) {
      return notOnTheLine(asked, unfulfilled);
    }
    List<Effect> effects =
        origin.present().stream().flatMap(each -> EffectSigns.of(facts, each).stream()).toList();
    Optional<Effect> against = first(effects, Effect.Says.CONTRADICTS);
    if (against.isPresent()) {
      return ignored(asked, effects, against.get());
    }
    Optional<String> unproven =
        origin.present().stream().filter(each -> !isConfirmed(each, effects)).findFirst();
    return unproven
        .map(parameter -> unproven(asked, effects, parameter))
        .orElseGet(() -> judged(State.EFFECTIVE, effectText(), List.of(), asked, effects));
  }

  private String effectText() {
    String present =
        origin.present().isEmpty()
            ? ""
            : String.join(" ", origin.present()) + " is on the running line and in force";
    String absent =
        origin.absent().isEmpty()
            ? ""
            : String.join(" ", origin.absent()) + " is gone from the running line";
    return present.isEmpty() || absent.isEmpty() ? present + absent : present + "; " + absent;
  }

  private Verification notOnTheLine(List<AskedParameter> asked, List<AskedParameter> unfulfilled) {
    AskedParameter first = unfulfilled.get(0);
    if (facts.bootId().optional().isEmpty() || origin.bootId().isEmpty()) {
      return judged(
          State.UNDETERMINED,
          "%s is %s the running command line, and whether the host booted since cannot be told: the"
                  .formatted(first.parameter(), first.wanted() ? "not on" : "still on")
              + " boot id is not known",
          List.of("if the host was not rebooted since, reboot it, then: remediator verify"),
          asked,
          List.of());
    }
    return judged(
        State.NOT_EFFECTIVE,
        "%s is %s the running command line after the reboot"
            .formatted(first.parameter(), first.wanted() ? "not on" : "still on"),
        List.of(whereItWentWrong(first)),
        asked,
        List.of());
  }

  private static String whereItWentWrong(AskedParameter parameter) {
    boolean configured = parameter.generated() == Standing.EVERYWHERE;
    if (parameter.wanted()) {
      return configured
          ? "the configuration holds it: another boot entry, another configuration file or another"
              + " disk was booted; compare the running line with: remediator status"
          : "the configuration does not hold it on every entry: something rewrote it; see:"
              + " remediator plan";
    }
    return configured
        ? "the configuration still holds it; see: remediator plan"
        : "the configuration does not hold it: firmware, a device tree or the kernel's built-in"
            + " command line adds it";
  }

  private Verification ignored(List<AskedParameter> asked, List<Effect> effects, Effect against) {
    return judged(
        State.NOT_EFFECTIVE,
        "%s is on the running command line and has no effect. %s: %s (%s)"
            .formatted(
                against.parameter(),
                Character.toUpperCase(against.sign().charAt(0)) + against.sign().substring(1),
                against.observed(),
                against.source()),
        adviceAgainstSilence(against.parameter()),
        asked,
        effects);
  }

  private static List<String> adviceAgainstSilence(String parameter) {
    List<String> advice = new ArrayList<>();
    if (parameter.split("=", 2)[0].contains(".")) {
      advice.add(
          "no kernel reports a parameter with a dot in its name that it does not know, so the log"
              + " says nothing about it");
    }
    advice.add(
        "choose a remedy that this kernel understands, or boot a kernel that understands this one:"
            + " remediator plan");
    return advice;
  }

  private Verification unproven(
      List<AskedParameter> asked, List<Effect> effects, String parameter) {
    return judged(
        State.UNDETERMINED,
        parameter + " is on the running command line, but nothing here proves that it is in force",
        List.of("run it as root on the live host; see the signs below for what could not be read"),
        asked,
        effects);
  }

  private List<AskedParameter> asked() {
    return Stream.concat(
            origin.present().stream().map(each -> parameter(each, true)),
            origin.absent().stream().map(each -> parameter(each, false)))
        .toList();
  }

  private AskedParameter parameter(String text, boolean wanted) {
    return new AskedParameter(
        text,
        wanted,
        facts
            .runningCommandLine()
            .optional()
            .map(line -> running(line, text))
            .orElse(Standing.UNKNOWN),
        configured.inSource(text),
        configured.inGenerated(text));
  }

  private Standing running(String line, String parameter) {
    boolean dashesEnd =
        facts
            .runningRelease()
            .optional()
            .map(KernelRelease::parse)
            .filter(release -> release.compareVersion(DASHES_END_PARAMETERS) < 0)
            .isEmpty();
    boolean stands = ParameterOnLine.stands(new CommandLine(line), parameter, dashesEnd);
    return stands ? Standing.EVERYWHERE : Standing.NOWHERE;
  }

  private boolean sameBoot() {
    return origin.bootId().isPresent() && origin.bootId().equals(facts.bootId().optional());
  }

  private static boolean isConfirmed(String parameter, List<Effect> effects) {
    return effects.stream()
        .filter(effect -> effect.parameter().equals(parameter))
        .anyMatch(effect -> effect.says() == Effect.Says.CONFIRMS);
  }

  private static Optional<Effect> first(List<Effect> effects, Effect.Says says) {
    return effects.stream().filter(effect -> effect.says() == says).findFirst();
  }

  private Verification judged(
      State state,
      String explanation,
      List<String> advice,
      List<AskedParameter> asked,
      List<Effect> effects) {
    List<Survival> survival = new ArrayList<>();
    origin.present().forEach(parameter -> survival.addAll(survival(parameter)));
    return new Verification(state, origin, explanation, advice, asked, effects, survival);
  }

  private List<Survival> survival(String parameter) {
    List<Survival> survival = new ArrayList<>();
    survival.add(
        standing(
            "next boot",
            parameter,
            "the configuration that boots",
            configured.inGenerated(parameter)));
    survival.add(
        standing(
            "next kernel update",
            parameter,
            "the source of the next configuration",
            configured.inSource(parameter)));
    for (InstalledKernel kernel : facts.kernels().optional().orElse(List.of())) {
      if (kernel.matters()) {
        kernel
            .support(parameter)
            .ifPresent(
                verdict -> survival.add(kernelSurvival(kernel.release(), parameter, verdict)));
      }
    }
    return survival;
  }

  private static Survival kernelSurvival(
      String release, String parameter, remediator.kernelimage.Verdict verdict) {
    return verdict.match(
        yes -> new Survival(release, Survival.Holds.YES, "understands " + parameter),
        no -> new Survival(release, Survival.Holds.NO, "ignores " + parameter + " silently"),
        unknown -> new Survival(release, Survival.Holds.UNKNOWN, unknown.reason()));
  }

  private static Survival standing(
      String subject, String parameter, String where, Standing standing) {
    return switch (standing) {
      case EVERYWHERE -> new Survival(subject, Survival.Holds.YES, where + " holds " + parameter);
      case SOMEWHERE ->
          new Survival(subject, Survival.Holds.NO, where + " holds it on some entries only");
      case NOWHERE ->
          new Survival(subject, Survival.Holds.NO, where + " does not hold " + parameter);
      case UNKNOWN, NOT_APPLICABLE ->
          new Survival(subject, Survival.Holds.UNKNOWN, where + " could not be judged");
    };
  }
}
