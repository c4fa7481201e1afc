package remediator.policy;

import java.util.List;
import remediator.fact.Distribution;
import remediator.fact.HostFacts;

/**
 * {@code distribution}: os-release(5) ID is one of these, or one of these is in ID_LIKE.
 *
 * <p>CentOS calls itself like {@code rhel}, so a policy that says {@code rhel} means it too.
 */
public record DistributionIs(List<String> ids) implements Condition {
  static final String KEY = "distribution";

  public DistributionIs {
    ids = List.copyOf(ids);
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    return judge(ids, true, facts);
  }

  static Judgement judge(List<String> ids, boolean wanted, HostFacts facts) {
    return facts
        .distribution()
        .match(
            known -> {
              boolean is = isOneOf(ids, known.value());
              String reason =
                  "the distribution is "
                      + known.value().id()
                      + (is ? ", one of " : ", none of ")
                      + String.join(", ", ids);
              return is == wanted ? new Judgement.Holds(reason) : new Judgement.Fails(reason);
            },
            unknown -> new Judgement.Undetermined(List.of(OpenQuestion.of(unknown))));
  }

  private static boolean isOneOf(List<String> ids, Distribution distribution) {
    return ids.contains(distribution.id())
        || distribution.idLike().stream().anyMatch(ids::contains);
  }
}
