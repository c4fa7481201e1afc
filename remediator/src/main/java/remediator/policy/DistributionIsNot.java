package remediator.policy;

import java.util.List;
import remediator.fact.HostFacts;

/** {@code distribution_not}: the opposite of {@link DistributionIs}. */
public record DistributionIsNot(List<String> ids) implements Condition {
  static final String KEY = "distribution_not";

  public DistributionIsNot {
    ids = List.copyOf(ids);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    return DistributionIs.judge(ids, false, facts);
  }
}
