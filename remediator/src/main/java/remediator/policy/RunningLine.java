package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.BootFile;
import remediator.fact.HostFacts;
import remediator.kernel.CommandLine;
import remediator.kernel.KernelRelease;
import remediator.kernel.ParameterName;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.WantedParameter;

/**
 * What the running command line and the boot files say of a parameter: who adds it, and whether it
 * is there already.
 */
final class RunningLine {
  /** Since then a bare -- ends the kernel's own words (kernel/params.c). */
  private static final List<Integer> DASHES_END_PARAMETERS = List.of(3, 15);

  private final HostFacts facts;

  RunningLine(HostFacts facts) {
    this.facts = facts;
  }

  /** Where a parameter that ought to be absent comes from, in sentences. */
  List<String> whoAdds(String parameter) {
    List<String> places = places(parameter);
    List<String> told = new ArrayList<>();
    if (!places.isEmpty()) {
      told.add(parameter + " ought to be absent and is named by " + String.join(", ", places));
    }
    told.add(onTheRunningLine(parameter, places));
    facts.bootSetup().files().stream()
        .flatMap(file -> unreadReason(file).stream())
        .map(reason -> "whether it names " + parameter + " is not known: " + reason)
        .forEach(told::add);
    return told;
  }

  /** Whether a parameter is on the running line and a boot file names it for the next one. */
  boolean isInPlace(String parameter) {
    return isOnTheLine(parameter) && !places(parameter).isEmpty();
  }

  /** What of the policy's remedies is on the running line already, and what that is worth. */
  List<String> remarks(Policy policy) {
    List<String> remarks = new ArrayList<>();
    policy.remedies().stream()
        .map(Remedy::parameter)
        .filter(this::isOnTheLine)
        .map(this::alreadyThere)
        .forEach(remarks::add);
    String disable = WantedParameter.DISABLE_MEMORY.text();
    if (isOnTheLine(disable) && !policy.ensureAbsent().contains(disable)) {
      remarks.add(
          "the memory controller is off in this boot ("
              + disable
              + " is on the running line): no memory limit is in force now, and no other remedy"
              + " adds anything while it stays there (where limits are wanted, the policy"
              + " keep-memory-controller takes it away)");
    }
    return remarks;
  }

  private String onTheRunningLine(String parameter, List<String> places) {
    return facts
        .runningCommandLine()
        .match(
            known -> {
              if (!isOnTheLine(parameter)) {
                String not = parameter + " is not on the running line";
                return places.isEmpty() ? not + ", and no boot file that was read names it" : not;
              }
              String is = parameter + " is on the running line (" + known.evidence().source() + ")";
              return places.isEmpty() ? is + nobodyInTheFiles() : is;
            },
            unknown ->
                "whether "
                    + parameter
                    + " is on the running line is not known: "
                    + OpenQuestion.of(unknown).text());
  }

  private static String nobodyInTheFiles() {
    return ", but no boot file that could be read names it: the firmware, its device tree or the"
        + " kernel's built-in command line adds it, or the files were changed since this boot."
        + " What is not in the boot configuration cannot be removed there. On a Raspberry Pi the"
        + " device tree adds it in front; kernels of Raspberry Pi OS take it back by"
        + " cgroup_enable=memory later on the line, other kernels do not know that parameter";
  }

  private String alreadyThere(String parameter) {
    String there = parameter + " is on the running line already";
    return facts
        .kernels()
        .optional()
        .flatMap(kernels -> kernels.stream().filter(kernel -> kernel.running()).findFirst())
        .map(kernel -> KernelRemark.of(kernel, KernelsThatMatter.of(facts), parameter))
        .filter(remark -> remark.verdict().filter(RunningLine::isIgnored).isPresent())
        .map(remark -> there + " and has no effect: " + remark.kernel().release() + " ignores it")
        .orElse(there);
  }

  private static boolean isIgnored(Verdict verdict) {
    return verdict.match(understood -> false, ignored -> true, unknown -> false);
  }

  private boolean isOnTheLine(String parameter) {
    return facts
        .runningCommandLine()
        .optional()
        .filter(line -> holds(line, parameter, dashesEndParameters()))
        .isPresent();
  }

  private boolean dashesEndParameters() {
    return facts
        .runningRelease()
        .optional()
        .map(KernelRelease::parse)
        .filter(release -> release.compareVersion(DASHES_END_PARAMETERS) >= 0)
        .isPresent();
  }

  /** The lines of boot files that name a parameter, as {@code path:line}. */
  private List<String> places(String parameter) {
    List<String> places = new ArrayList<>();
    for (BootFile file : facts.bootSetup().files()) {
      int line = 0;
      for (String text : file.text().map(String::lines).stream().flatMap(all -> all).toList()) {
        line++;
        if (!text.stripLeading().startsWith("#") && holds(unquoted(text), parameter, false)) {
          places.add(file.path() + ":" + line);
        }
      }
    }
    return places;
  }

  /** Assignments and menu entries quote whole lists of words; here only the words count. */
  private static String unquoted(String text) {
    return text.replace('"', ' ').replace('\'', ' ');
  }

  private static boolean holds(String line, String parameter, boolean dashesEndParameters) {
    Optional<WantedParameter> wanted = WantedParameter.parse(parameter);
    if (wanted.isEmpty()) {
      return false;
    }
    ParameterName name = new ParameterName(wanted.get().parameter());
    CommandLine commandLine = new CommandLine(line);
    return wanted
        .get()
        .token()
        .map(token -> commandLine.commaTokens(name, dashesEndParameters).contains(token))
        .orElseGet(
            () ->
                commandLine.effective(dashesEndParameters).stream()
                    .anyMatch(word -> word.name().equals(name)));
  }

  private static Optional<String> unreadReason(BootFile file) {
    return file.content()
        .match(known -> Optional.empty(), unknown -> Optional.of(OpenQuestion.of(unknown).text()));
  }
}
