package remediator.policy;

import java.util.List;
import java.util.Locale;
import remediator.fact.CgroupMode;
import remediator.fact.HostFacts;

/** {@code cgroup_mode}: control groups are mounted in one of these ways. */
public record CgroupModeIs(List<CgroupMode> modes) implements Condition {
  static final String KEY = "cgroup_mode";

  public CgroupModeIs {
    modes = List.copyOf(modes);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    return facts
        .cgroupMode()
        .match(
            known -> {
              String reason = "control groups are mounted as " + word(known.value());
              return modes.contains(known.value())
                  ? new Judgement.Holds(reason)
                  : new Judgement.Fails(reason + ", not as this policy asks");
            },
            unknown -> new Judgement.Undetermined(List.of(OpenQuestion.of(unknown))));
  }

  /** The word of the policy language. */
  static String word(CgroupMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
