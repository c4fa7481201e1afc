package remediator.memory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.MemoryFigures;
import remediator.kernel.BootLog;
import remediator.kernel.LineFamily;

/**
 * The signs of the kernel memory leak in one look at the host.
 *
 * <p>Sources: measured on booted 3.10.0-1062 and 3.10.65 kernels before and after 600 container
 * starts: SUnreclaim and the {@code cache(N:cgroup)} names in /sys/kernel/slab grow, num_cgroups in
 * /proc/cgroups and the rows of /proc/slabinfo do not. The slab share is the rule that Deckhouse
 * settled on for its alert: more than a tenth of memory. One look cannot see growth.
 */
public record LeakSigns(List<LeakSign> signs) {
  /** Deckhouse's false-positive rule: unreclaimable slab below 10 % of memory is no alarm. */
  static final double SLAB_SHARE_MAX = 0.10;

  public LeakSigns {
    signs = List.copyOf(signs);
  }

  public static LeakSigns of(HostFacts facts) {
    return new LeakSigns(
        List.of(deadOwners(facts.memory()), slabShare(facts.memory()), slubFailures(facts)));
  }

  public LeakVerdict verdict() {
    if (shown(Id.DEAD_OWNERS) || shown(Id.SLUB_FAILURES)) {
      return LeakVerdict.LEAKING;
    }
    if (shown(Id.SLAB_SHARE)) {
      return LeakVerdict.SUSPECTED;
    }
    return isUnread(Id.DEAD_OWNERS) || isUnread(Id.SLAB_SHARE)
        ? LeakVerdict.UNKNOWN
        : LeakVerdict.NO_SIGN;
  }

  /** The log of a long-lived host has lost its start; its silence adds nothing to the figures. */
  private boolean isUnread(String id) {
    return signs.stream()
        .anyMatch(sign -> sign.id().equals(id) && sign.state() == LeakSign.State.UNKNOWN);
  }

  private boolean shown(String id) {
    return signs.stream().anyMatch(sign -> sign.id().equals(id) && sign.isShown());
  }

  /** More owners of per-cgroup slab caches than cgroups: the others are dead and not given back. */
  private static LeakSign deadOwners(MemoryFigures memory) {
    String title = "slab caches of removed cgroups";
    String normal = "no more owners than memory cgroups";
    String source = "/sys/kernel/slab";
    if (memory.slabCacheOwners().optional().equals(Optional.of(0L))) {
      return new LeakSign(
          Id.DEAD_OWNERS, title, LeakSign.State.NOT_SHOWN, "no owners", normal, source);
    }
    return bothKnown(memory.slabCacheOwners(), memory.memoryCgroupDirectories())
        .map(
            both -> {
              String observed =
                  "%d owners, %d memory cgroups".formatted(both.first(), both.second());
              boolean dead = both.first() > both.second();
              return new LeakSign(Id.DEAD_OWNERS, title, state(dead), observed, normal, source);
            })
        .orElseGet(
            () -> unknown(Id.DEAD_OWNERS, title, normal, source, reason(memory.slabCacheOwners())));
  }

  private static LeakSign slabShare(MemoryFigures memory) {
    String title = "unreclaimable slab";
    String normal = "less than 10 % of memory";
    String source = "/proc/meminfo";
    return bothKnown(memory.slabUnreclaimable(), memory.total())
        .filter(both -> both.second() > 0)
        .map(
            both -> {
              double share = (double) both.first() / both.second();
              String observed =
                  String.format(
                      Locale.ROOT, "%d MiB (%.1f %% of memory)", both.first() >> 20, share * 100);
              return new LeakSign(
                  Id.SLAB_SHARE, title, state(share > SLAB_SHARE_MAX), observed, normal, source);
            })
        .orElseGet(
            () ->
                unknown(Id.SLAB_SHARE, title, normal, source, reason(memory.slabUnreclaimable())));
  }

  private static LeakSign slubFailures(HostFacts facts) {
    String title = "failed slab allocations in the log";
    String normal = "none";
    return facts
        .log()
        .match(
            known -> slubFailures(known.value(), title, normal, known.evidence().source()),
            unread -> unknown(Id.SLUB_FAILURES, title, normal, unread.source(), unread.reason()));
  }

  private static LeakSign slubFailures(BootLog log, String title, String normal, String source) {
    return log.presence(LineFamily.SLAB_ALLOCATION_FAILED)
        .match(
            present ->
                new LeakSign(
                    Id.SLUB_FAILURES,
                    title,
                    LeakSign.State.SHOWN,
                    present.finding().excerpt(),
                    normal,
                    source),
            absent ->
                new LeakSign(
                    Id.SLUB_FAILURES, title, LeakSign.State.NOT_SHOWN, "none", normal, source),
            part -> unknown(Id.SLUB_FAILURES, title, normal, source, part.reason()));
  }

  private static LeakSign unknown(
      String id, String title, String normal, String source, String reason) {
    return new LeakSign(id, title, LeakSign.State.UNKNOWN, "unknown: " + reason, normal, source);
  }

  private static LeakSign.State state(boolean shown) {
    return shown ? LeakSign.State.SHOWN : LeakSign.State.NOT_SHOWN;
  }

  private static Optional<Pair> bothKnown(Fact<Long> first, Fact<Long> second) {
    return first.optional().flatMap(a -> second.optional().map(b -> new Pair(a, b)));
  }

  private static String reason(Fact<Long> figure) {
    return figure.match(
        known -> "the figure to compare it with could not be read", unread -> unread.reason());
  }

  private record Pair(long first, long second) {}

  /** Stable names of the signs. */
  static final class Id {
    static final String DEAD_OWNERS = "leak.dead-owners";
    static final String SLAB_SHARE = "leak.slab-share";
    static final String SLUB_FAILURES = "leak.slub-failures";

    private Id() {}
  }
}
