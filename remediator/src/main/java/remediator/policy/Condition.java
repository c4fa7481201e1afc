package remediator.policy;

import remediator.fact.HostFacts;

/**
 * One thing that must hold before a remedy may be used; it evaluates itself.
 *
 * <p>The set is closed: what cannot be said with these cannot be said in a policy.
 */
public sealed interface Condition
    permits UnderstoodBy,
        MemoryController,
        RuntimePresent,
        RuntimeAbsent,
        DistributionIs,
        DistributionIsNot,
        CgroupModeIs,
        KernelReleaseIs {

  /** The key it is written with in a policy. */
  String key();

  /**
   * Judges one host, about one parameter.
   *
   * @param parameter the remedy's parameter as it is written on the line
   */
  Judgement judge(String parameter, HostFacts facts);
}
