package remediator.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryFigures;
import remediator.kernel.BootLog;
import remediator.kernel.KernelRelease;
import remediator.kernel.LineFamily;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.Verdict;
import remediator.verify.Effect.Says;

/**
 * What the running kernel shows of a parameter's effect, sign by sign, as far as a sign means
 * anything on this kernel's generation.
 *
 * <p>Sources: kernel/cgroup.c and mm/memcontrol.c of 3.10.0-1062, 4.19 and 6.18, and kernels booted
 * with and without each parameter. What deliberately does not count: memory.kmem.* files (they
 * exist either way), num_cgroups and /proc/slabinfo on 3.10 (neither shows the leak), silence of
 * the log about a dotted name (no kernel reports one).
 */
final class EffectSigns {
  private static final List<Integer> ACCOUNTING_FOR_ALL = List.of(4, 6);
  private static final List<Integer> SINGLE_SLAB_SET = List.of(5, 9);
  private static final List<Integer> KMALLOC_CG = List.of(5, 14);
  private static final List<Integer> REPORTS_UNKNOWN = List.of(5, 14);

  private final HostFacts facts;
  private final String parameter;
  private final Optional<KernelRelease> running;
  private final List<Effect> effects = new ArrayList<>();

  private EffectSigns(HostFacts facts, String parameter) {
    this.facts = facts;
    this.parameter = parameter;
    this.running = facts.runningRelease().optional().map(KernelRelease::parse);
  }

  static List<Effect> of(HostFacts facts, String parameter) {
    EffectSigns signs = new EffectSigns(facts, parameter);
    signs.addVerdict();
    switch (parameter) {
      case "cgroup_disable=memory" -> signs.addControllerSigns();
      case "cgroup.memory=nokmem" -> signs.addAccountingSigns();
      default -> signs.addUnknownWords();
    }
    return List.copyOf(signs.effects);
  }

  private void addVerdict() {
    runningVerdict().ifPresent(this::addVerdict);
  }

  private void addVerdict(Verdict verdict) {
    Says says =
        verdict.match(yes -> Says.CONFIRMS, no -> Says.CONTRADICTS, unknown -> Says.NOTHING);
    Optional<SupportEvidence> deciding = verdict.evidence().stream().findFirst();
    String observed = verdict.match(yes -> "yes", no -> "no", unknown -> unknown.reason());
    add(
        "understood by the running kernel",
        says,
        observed + deciding.map(evidence -> "; " + evidence.reason()).orElse(""),
        "yes",
        deciding.map(SupportEvidence::source).orElse("no source"));
  }

  private Optional<Verdict> runningVerdict() {
    return facts.kernels().optional().stream()
        .flatMap(List::stream)
        .filter(InstalledKernel::running)
        .findFirst()
        .flatMap(kernel -> kernel.support(parameter));
  }

  private void addControllerSigns() {
    String sign = "the memory row of /proc/cgroups";
    facts
        .memory()
        .memoryController()
        .match(
            known ->
                known
                    .value()
                    .map(
                        row ->
                            add(
                                sign,
                                row.enabled() ? Says.CONTRADICTS : Says.CONFIRMS,
                                row.enabled() ? "enabled = 1" : "enabled = 0",
                                "enabled = 0",
                                known.evidence().source()))
                    .orElseGet(
                        () ->
                            add(
                                sign,
                                Says.NOTHING,
                                "there is no such row, which proves nothing on new kernels",
                                "enabled = 0",
                                known.evidence().source())),
            unknown -> add(sign, Says.NOTHING, unknown.reason(), "enabled = 0", unknown.source()));
    addDisablingLine();
    addPageCgroupLine();
  }

  private void addDisablingLine() {
    String sign = "boot log: \"Disabling memory control group subsystem\"";
    withLog(
        sign,
        "present",
        (log, source) ->
            log.presence(LineFamily.CONTROLLER_DISABLED, "memory")
                .match(
                    present ->
                        add(sign, Says.CONFIRMS, present.finding().excerpt(), "present", source),
                    absent -> add(sign, Says.CONTRADICTS, "absent", "present", source),
                    part -> add(sign, Says.NOTHING, part.reason(), "present", source)));
  }

  /** Kernels up to 3.18 allocate page_cgroup only while the controller is on. */
  private void addPageCgroupLine() {
    String sign = "boot log: \"allocated … bytes of page_cgroup\"".replace("…", "N");
    withLog(
        sign,
        "absent",
        (log, source) ->
            log.presence(LineFamily.PAGE_CGROUP_ALLOCATED)
                .match(
                    present ->
                        add(sign, Says.CONTRADICTS, present.finding().excerpt(), "absent", source),
                    absent -> add(sign, Says.NOTHING, "absent", "absent", source),
                    part -> add(sign, Says.NOTHING, part.reason(), "absent", source)));
  }

  private void addAccountingSigns() {
    MemoryFigures memory = facts.memory();
    if (isBefore(SINGLE_SLAB_SET)) {
      figure("slab caches of single cgroups", memory.perCgroupSlabCaches(), false);
    }
    if (!isBefore(KMALLOC_CG)) {
      figure("kmalloc-cg caches in /proc/slabinfo", memory.accountedSlabCaches(), true);
    }
    boolean zeroProves = !isBefore(ACCOUNTING_FOR_ALL);
    figure("kernel memory charged to a busy cgroup", memory.kernelMemoryUsage(), zeroProves);
  }

  /** A figure that is zero with nokmem; before 4.6 it is zero without it too if nobody asked. */
  private void figure(String sign, Fact<Long> figure, boolean zeroProves) {
    Says atZero = zeroProves ? Says.CONFIRMS : Says.NOTHING;
    figure.match(
        known ->
            add(
                sign,
                known.value() == 0 ? atZero : Says.CONTRADICTS,
                String.valueOf(known.value()),
                "0",
                known.evidence().source()),
        unknown -> add(sign, Says.NOTHING, unknown.reason(), "0", unknown.source()));
  }

  private void addUnknownWords() {
    String sign = "boot log: the parameter among the unknown ones";
    boolean dotted = name().indexOf('.') >= 0;
    if (dotted || isBefore(REPORTS_UNKNOWN)) {
      add(sign, Says.NOTHING, "this kernel would not report it", "absent", "init/main.c");
      return;
    }
    withLog(
        sign,
        "absent",
        (log, source) ->
            log.proof(name(), value())
                .match(
                    yes -> add(sign, Says.CONFIRMS, yes.statement(), "absent", source),
                    no -> add(sign, Says.CONTRADICTS, no.statement(), "absent", source),
                    silent -> addSilence(log, sign, source, silent.statement())));
  }

  /**
   * A whole boot's log of a kernel that reports unknown words, without such a line, is evidence.
   */
  private boolean addSilence(BootLog log, String sign, String source, String statement) {
    return log.presence(LineFamily.UNKNOWN_PARAMETERS)
        .match(
            present -> add(sign, Says.NOTHING, statement, "absent", source),
            absent -> add(sign, Says.CONFIRMS, "no unknown parameter", "absent", source),
            part -> add(sign, Says.NOTHING, part.reason(), "absent", source));
  }

  private void withLog(String sign, String expected, LogSign reading) {
    facts
        .log()
        .match(
            known -> reading.read(known.value(), known.evidence().source()),
            unknown -> add(sign, Says.NOTHING, unknown.reason(), expected, unknown.source()));
  }

  private boolean isBefore(List<Integer> version) {
    return running.filter(release -> release.compareVersion(version) >= 0).isEmpty();
  }

  private String name() {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter : parameter.substring(0, equals);
  }

  private Optional<String> value() {
    int equals = parameter.indexOf('=');
    return equals < 0 ? Optional.empty() : Optional.of(parameter.substring(equals + 1));
  }

  private boolean add(String sign, Says says, String observed, String expected, String source) {
    return effects.add(new Effect(parameter, sign, says, observed, expected, source));
  }

  /** Reads one sign off a log. */
  private interface LogSign {
    boolean read(BootLog log, String source);
  }
}
