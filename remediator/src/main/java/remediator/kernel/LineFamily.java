package remediator.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The families of kernel lines that bear on our remedies, each with its wordings through the
 * versions.
 *
 * <p>Where a line may carry the prefix {@code cgroup: } depends on the kernel: mainline has it
 * since 5.13, stable series since June 2021 (pr_fmt, kernel/cgroup/cgroup.c). Patterns are anchored
 * and linear. Sources name the file and the version they were read in; "7.7" is 3.10.0-1062.el7.
 */
public enum LineFamily {
  /** mm/page_cgroup.c, 2.6.28 to 3.18: the memory controller is on. Every such boot has it. */
  PAGE_CGROUP_ALLOCATED(
      "page-cgroup.allocated",
      Weight.CONTEXT,
      "The memory controller is on and has allocated its page table",
      "^allocated (\\d{1,20}) bytes of page_cgroup$"),
  /** mm/page_cgroup.c: printed beside the line above, a hint and not a symptom. */
  PAGE_CGROUP_HINT(
      "page-cgroup.hint",
      Weight.NOTICE,
      "The kernel itself offers cgroup_disable=memory",
      "^please try '(cgroup_disable)=memory' option if you don't want memory cgroups$"),
  /** mm/page_cgroup.c: FLATMEM says two lines, SPARSEMEM one; a panic follows. */
  PAGE_CGROUP_FAILED(
      "page-cgroup.failed",
      Weight.PROBLEM,
      "The memory controller could not allocate its page table",
      "^(?:allocation of page_cgroup failed\\.?"
          + "|(?:please )?try '(?:cgroup_disable)=memory' boot option)$"),
  /** kernel/cgroup/cgroup-v1.c: the effect of {@code cgroup_no_v1=}. */
  CONTROLLER_DISABLED_IN_V1(
      "cgroup.disabled-in-v1",
      Weight.NOTICE,
      "A controller is not available to version 1 mounts",
      "^(?:cgroup: )?Disabling (\\S{1,64}) control group subsystem in v1 mounts$"),
  /** kernel/cgroup.c, later kernel/cgroup/cgroup.c: the effect of {@code cgroup_disable=}. */
  CONTROLLER_DISABLED(
      "cgroup.disabled",
      Weight.NOTICE,
      "A control group controller is disabled for this boot",
      "^(?:cgroup: )?Disabling (\\S{1,64}) control group subsystem$"),
  /** kernel/cgroup/cgroup.c since 5.14: {@code cgroup_disable=pressure}. */
  FEATURE_DISABLED(
      "cgroup.feature-disabled",
      Weight.NOTICE,
      "A control group feature is disabled for this boot",
      "^(?:cgroup: )?Disabling (\\S{1,64}) control group feature$"),
  /** The {@code cgroup_enable=} patches of Debian and Raspberry Pi, in their several wordings. */
  CONTROLLER_SWITCHED(
      "cgroup.switched",
      Weight.NOTICE,
      "A control group controller was switched by cgroup_enable=",
      "^(?:cgroup: )?Setting (\\S{1,64}) control group subsystem (enabled|disabled)$"
          + "|^(?:cgroup: )?Enabling (\\S{1,64}) control group subsystem$"
          + "|^(?:cgroup: )?(\\S{1,64}) control group is (enabled)$"),
  /**
   * kernel/cgroup.c before 4.x: the controller is compiled in; printed even when it is disabled.
   */
  CONTROLLER_INITIALIZED(
      "cgroup.initialized",
      Weight.CONTEXT,
      "A control group controller is compiled in",
      "^Initializing cgroup subsys (\\S{1,64})$"),
  /** kernel/cgroup/cgroup-v1.c of 6.18: somebody read /proc/cgroups; missing rows prove nothing. */
  V1_CONTROLLERS_ONLY(
      "cgroup.v1-only-list",
      Weight.CONTEXT,
      "/proc/cgroups does not list controllers without version 1 code",
      "^(?:cgroup: )?/proc/cgroups lists only v1 controllers, use cgroup\\.controllers"),
  /** mm/memcontrol-v1.c of 6.18: a container runtime still sets kernel memory limits. */
  KMEM_LIMIT_DEPRECATED(
      "memory.kmem-limit-deprecated",
      Weight.NOTICE,
      "Something writes memory.kmem.limit_in_bytes, which has no effect",
      "^(?:\\S{1,32}: )?kmem\\.limit_in_bytes is deprecated and will be removed\\."),
  /** mm/memcontrol.c of 6.x. */
  SWAPACCOUNT_DEPRECATED(
      "memory.swapaccount-deprecated",
      Weight.NOTICE,
      "swapaccount=0 is accepted and has no effect",
      "^(?:\\S{1,32}: )?The (swapaccount)=0? ?commandline option is deprecated"),
  /** init/main.c: 5.14 and 5.15 without quotes, 5.16 and later with. Never holds a dotted name. */
  UNKNOWN_PARAMETERS(
      "parameters.unknown",
      Weight.NOTICE,
      "The kernel does not know these words of its command line",
      "^Unknown (?:kernel )?command line parameters:? (.*)$"),
  /** init/main.c before about 2.6.15, and only for names with a dot. */
  UNKNOWN_BOOT_OPTION(
      "parameters.unknown-dotted",
      Weight.NOTICE,
      "The kernel ignored a boot option with a dot in its name",
      "^Unknown boot option [`'](.{1,256})': ignoring$"),
  /** init/main.c, do_early_param: the handler refused the value. */
  MALFORMED_EARLY_OPTION(
      "parameters.malformed",
      Weight.NOTICE,
      "The kernel refused the value of an early option",
      "^Malformed early option '(.{0,256})'$"),
  /** init/main.c, obsolete_checksetup. */
  OBSOLETE_PARAMETER(
      "parameters.obsolete",
      Weight.NOTICE,
      "The kernel knows a parameter as obsolete and ignores it",
      "^Parameter (\\S{1,256}) is obsolete, ignored$"),
  /** kernel/params.c of 7.7, for the kernel's own parameters. */
  UNKNOWN_CORE_PARAMETER(
      "parameters.unknown-core",
      Weight.NOTICE,
      "The kernel does not know a parameter",
      "^Booting kernel: Unknown parameter [`'](.{1,256})'$"),
  /** kernel/module/main.c, before 3.15 kernel/params.c. */
  UNKNOWN_MODULE_PARAMETER(
      "parameters.unknown-of-module",
      Weight.NOTICE,
      "A module was loaded with a parameter it does not know",
      "^([^:\\s]{1,64}): [Uu]nknown parameter [`'](.{1,256})'(?: ignored)?$"),
  /** kernel/params.c: {@code invalid for parameter}, {@code too large for parameter}. */
  INVALID_FOR_PARAMETER(
      "parameters.invalid-value",
      Weight.NOTICE,
      "A parameter was given a value it cannot take",
      "^([^:]{1,64}): [`'](.{0,1024})' (?:invalid|too large) for parameter [`'](.{1,256})'$"),
  /** init/main.c: more than CONFIG_INIT_ENV_ARG_LIMIT unknown words; the boot ends here. */
  TOO_MANY_BOOT_VARS(
      "parameters.too-many-unknown",
      Weight.PROBLEM,
      "So many unknown words that the kernel refused to boot",
      "^(?:Kernel panic - not syncing: )?Too many boot (?:\\S{1,16} )?vars at [`'](.{0,256})'"),
  /** mm/slub.c, three generations (7.7, 4.19, 6.18), and mm/slab.c: rate-limited, never a count. */
  SLAB_ALLOCATION_FAILED(
      "slab.allocation-failed",
      Weight.PROBLEM,
      "The kernel could not allocate kernel memory",
      "^SL[AU]B: Unable to allocate memory on "
          + "(?:CPU \\d{1,6} \\(of node -?\\d{1,6}\\) on )?node (-?\\d{1,6})(?:,? |$)");

  /** How much a line matters by itself. */
  public enum Weight {
    /** Something failed. */
    PROBLEM,
    /** Worth a line in a report. */
    NOTICE,
    /** Normal on every boot of such a kernel; evidence for other questions. */
    CONTEXT
  }

  /** Longer texts are no line of a known family, but for the unknown words, which fill a record. */
  private static final int MATCHED_CHARS_MAX = 2048;

  private final String id;
  private final Weight weight;
  private final String title;
  private final Pattern pattern;

  LineFamily(String id, Weight weight, String title, String pattern) {
    this.id = "log." + id;
    this.weight = weight;
    this.title = title;
    this.pattern = Pattern.compile(pattern);
  }

  /** Understands a message, if it belongs to a family. */
  static Optional<LogFinding> recognise(BootMessage message) {
    String text = message.text();
    String matched = text.substring(0, Math.min(text.length(), MATCHED_CHARS_MAX)).stripTrailing();
    for (LineFamily family : values()) {
      Matcher matcher = family.pattern.matcher(matched);
      if (matcher.find()) {
        return Optional.of(family.finding(message, matcher));
      }
    }
    return Optional.empty();
  }

  /** Stable across releases of this tool. */
  public String id() {
    return id;
  }

  public Weight weight() {
    return weight;
  }

  /** What such a line means, for people. */
  public String title() {
    return title;
  }

  private LogFinding finding(BootMessage message, Matcher matcher) {
    if (this != UNKNOWN_PARAMETERS) {
      return new LogFinding(this, message, groups(matcher), List.of(), false);
    }
    UnknownWords unknown = UnknownWords.parse(matcher.group(1), message.text().length());
    return new LogFinding(this, message, unknown.words(), List.of(), unknown.mayBeCut());
  }

  private static List<String> groups(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(group -> Optional.ofNullable(matcher.group(group)))
        .flatMap(Optional::stream)
        .toList();
  }
}
