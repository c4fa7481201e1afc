package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;

/**
 * What one kernel would do with one parameter. {@code counts} is true when the decision had to be
 * right for this kernel; {@code verdict} is empty when nobody judged this parameter for it.
 */
public record KernelRemark(
    InstalledKernel kernel,
    boolean counts,
    String parameter,
    Optional<Verdict> verdict,
    String text) {

  /** A log line or a symbol fits; what is longer is somebody's attempt to fill the screen. */
  private static final int EXCERPT_MAX = 160;

  /**
   * Why nobody ever saw a warning: unknown_bootoption() of init/main.c drops an unknown name with a
   * dot as a module parameter, from 2.6.15 to 6.18.
   */
  private static final String DOT_RULE =
      "; no kernel reports an unknown parameter that has a dot in its name, so a boot log without"
          + " a warning proves nothing";

  /** Says what a kernel would do with a parameter. */
  static KernelRemark of(InstalledKernel kernel, KernelsThatMatter choice, String parameter) {
    String named = named(kernel, choice);
    Optional<Verdict> verdict = verdict(kernel, parameter);
    String text =
        verdict
            .map(given -> sentence(named, parameter, given))
            .orElseGet(
                () ->
                    "whether "
                        + named
                        + " understands "
                        + parameter
                        + " is not known: no source was asked about this parameter");
    return new KernelRemark(kernel, choice.counting().contains(kernel), parameter, verdict, text);
  }

  /** The release, and in brackets what the kernel is to this host. */
  static String named(InstalledKernel kernel, KernelsThatMatter choice) {
    List<String> roles = new ArrayList<>();
    if (kernel.rescue()) {
      roles.add("rescue");
    }
    roles.add(kernel.bootsNext() ? "boots next" : "installed");
    if (!kernel.bootsNext() && !choice.widened()) {
      roles.add("does not boot next");
    }
    if (kernel.newest()) {
      roles.add("newest");
    }
    if (kernel.running()) {
      roles.add("running");
    }
    if (!kernel.bootable()) {
      roles.add("no boot entry");
    }
    return kernel.release() + " (" + String.join(", ", roles) + ")";
  }

  /**
   * Whether a kernel that ignores it says nothing: a dotted name is never reported, and {@code
   * cgroup_disable=} takes any name.
   */
  public static boolean isSwallowed(String parameter) {
    return hasDottedName(parameter) || normal(parameter).startsWith("cgroup_disable=");
  }

  private static Optional<Verdict> verdict(InstalledKernel kernel, String parameter) {
    Optional<Verdict> exact = kernel.support(parameter);
    if (exact.isPresent()) {
      return exact;
    }
    String normal = normal(parameter);
    return kernel.support().entrySet().stream()
        .filter(entry -> normal(entry.getKey()).equals(normal))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A kernel takes - and _ for the same in names, not in values (parameq, kernel/params.c). */
  static String normal(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    return name.replace('-', '_') + parameter.substring(name.length());
  }

  private static String sentence(String named, String parameter, Verdict verdict) {
    return verdict.match(
            understood -> named + " understands " + parameter + because(verdict),
            ignored ->
                named
                    + " would ignore "
                    + parameter
                    + (isSwallowed(parameter) ? " silently" : "")
                    + because(verdict)
                    + (hasDottedName(parameter) ? DOT_RULE : ""),
            unknown ->
                "whether "
                    + named
                    + " understands "
                    + parameter
                    + " is not known: "
                    + unknown.reason())
        + disagreements(verdict);
  }

  private static String because(Verdict verdict) {
    return verdict.evidence().stream()
        .findFirst()
        .map(evidence -> ": " + evidence.reason() + " (" + shown(evidence) + ")")
        .orElse("");
  }

  private static String shown(SupportEvidence evidence) {
    String excerpt = evidence.excerpt();
    String cut =
        excerpt.length() <= EXCERPT_MAX ? excerpt : excerpt.substring(0, EXCERPT_MAX) + "~";
    return evidence.rung().title()
        + ", "
        + evidence.source()
        + (cut.isEmpty() ? "" : ": \"" + cut + "\"");
  }

  private static String disagreements(Verdict verdict) {
    return verdict.disagreements().isEmpty()
        ? ""
        : "; " + String.join("; ", verdict.disagreements());
  }

  private static boolean hasDottedName(String parameter) {
    return WantedParameter.parse(parameter)
        .filter(wanted -> wanted.parameter().indexOf('.') >= 0)
        .isPresent();
  }
}
