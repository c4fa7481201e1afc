package remediator.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.fact.BootSetup;
import remediator.fact.CgroupController;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryDependents;
import remediator.fact.MemoryFigures;
import remediator.kernel.BootLog;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.Verdict;

/** Facts of which everything is unknown but what a test says. */
final class Facts {
  private String release = "3.10.0-1062.el7.x86_64";
  private Fact<String> bootId = Fact.known("after", "boot_id", "");
  private Fact<String> line = unknown("line");
  private Fact<Optional<CgroupController>> controller = unknown("controller");
  private Fact<Long> slabCaches = unknown("slab");
  private Fact<BootLog> log = unknown("log");
  private final Map<String, Verdict> support = new TreeMap<>();

  static <T> Fact<T> unknown(String source) {
    return Fact.unknown(source, "not told");
  }

  Facts release(String text) {
    release = text;
    return this;
  }

  Facts bootId(Fact<String> fact) {
    bootId = fact;
    return this;
  }

  Facts line(String text) {
    line = Fact.known(text, "/proc/cmdline", text);
    return this;
  }

  Facts controllerEnabled(boolean enabled) {
    CgroupController row = new CgroupController("memory", 0, 1, enabled);
    controller = Fact.known(Optional.of(row), "/proc/cgroups", "");
    return this;
  }

  Facts slabCaches(long count) {
    slabCaches = Fact.known(count, "/sys/kernel/slab", "");
    return this;
  }

  Facts log(String text) {
    log = Fact.known(BootLog.parse(text).get(0), "/var/log/dmesg", "");
    return this;
  }

  Facts understands(String parameter) {
    support.put(parameter, new Verdict.Understood(List.of(evidence(Says.UNDERSTOOD)), List.of()));
    return this;
  }

  Facts ignores(String parameter) {
    support.put(parameter, new Verdict.Ignored(List.of(evidence(Says.IGNORED)), List.of()));
    return this;
  }

  HostFacts facts() {
    InstalledKernel kernel =
        new InstalledKernel(
            release, Optional.empty(), true, true, true, false, true, new TreeMap<>(support));
    return new HostFacts(
        false,
        unknown("machine"),
        bootId,
        unknown("os"),
        unknown("arch"),
        unknown("firmware"),
        Fact.known(release, "osrelease", release),
        line,
        Fact.known(List.of(kernel), "/boot", ""),
        unknown("mode"),
        List.of(),
        new MemoryDependents(List.of(), List.of()),
        new MemoryFigures(
            unknown("total"),
            unknown("slab"),
            unknown("unreclaimable"),
            controller,
            unknown("directories"),
            slabCaches,
            unknown("owners"),
            unknown("rows"),
            unknown("accounted"),
            unknown("usage")),
        new BootSetup(unknown("kind"), List.of(), unknown("next")),
        log);
  }

  private static SupportEvidence evidence(Says says) {
    return new SupportEvidence(
        Rung.SYSTEM_MAP, says, "/boot/System.map", "symbol", "told so", Confidence.VERIFIED);
  }
}
