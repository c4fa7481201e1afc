package remediator.memory;

import java.util.List;
import java.util.Optional;
import remediator.fact.BootSetup;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.MemoryDependents;
import remediator.fact.MemoryFigures;
import remediator.kernel.BootLog;

/** Facts that hold the leak's figures and a quiet, whole boot log. */
final class LeakFacts {
  private static final String QUIET =
      """
      [    0.000000] Linux version 3.10.0-514.el7.x86_64 (x) #1 SMP
      [    0.000000] Kernel command line: ro
      [    1.200000] Freeing unused kernel memory: 900k freed
      [    2.000000] systemd[1]: Detected architecture x86-64.
      """;

  private LeakFacts() {}

  static List<LeakSign> signs(Optional<Long> owners, long cgroups, long slab, long total) {
    Fact<BootLog> log = Fact.known(BootLog.parse(QUIET).get(0), "dmesg", "");
    return LeakSigns.of(
            facts(
                owners.map(LeakFacts::known).orElseGet(LeakFacts::unknown),
                known(cgroups),
                known(slab),
                known(total),
                log))
        .signs();
  }

  static List<LeakSign> withoutCgroups(long owners) {
    return LeakSigns.of(facts(known(owners), unknown(), known(1), known(100), unknown())).signs();
  }

  static List<LeakSign> nothing() {
    return LeakSigns.of(facts(unknown(), unknown(), unknown(), unknown(), unknown())).signs();
  }

  private static HostFacts facts(
      Fact<Long> owners, Fact<Long> cgroups, Fact<Long> slab, Fact<Long> total, Fact<BootLog> log) {
    MemoryFigures memory =
        new MemoryFigures(
            total, unknown(), slab, unknown(), cgroups, unknown(), owners, unknown(), unknown(),
            unknown());
    return new HostFacts(
        false,
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        List.of(),
        new MemoryDependents(List.of(), List.of()),
        memory,
        new BootSetup(unknown(), List.of(), unknown()),
        log);
  }

  private static Fact<Long> known(long value) {
    return Fact.known(value, "test", "");
  }

  private static <T> Fact<T> unknown() {
    return Fact.unknown("test", "not told");
  }
}
