package remediator.kernelimage;

import remediator.kernelimage.SupportEvidence.Says;

/**
 * A build configuration as a witness: it can only say no.
 *
 * <p>Without the memory controller nothing reads {@code cgroup.memory=} and no controller is called
 * {@code memory} (mm/memcontrol.c is built by CONFIG_MEMCG, before 3.6 CONFIG_CGROUP_MEM_RES_CTLR).
 * With it, no option tells whether a distribution carries the token.
 */
public record ConfigWitness(String source, KernelConfig config) implements Witness {

  @Override
  public SupportEvidence answer(WantedParameter wanted) {
    boolean ours =
        wanted.names(WantedParameter.NOKMEM.parameter())
            || wanted.equals(WantedParameter.DISABLE_MEMORY);
    if (!ours) {
      return evidence(Says.NOTHING, "", "no build option tells whether a kernel knows " + wanted);
    }
    if (config.isSet("MEMCG") || config.isSet("CGROUP_MEM_RES_CTLR")) {
      return evidence(
          Says.NOTHING,
          config.isSet("MEMCG") ? "CONFIG_MEMCG=y" : "CONFIG_CGROUP_MEM_RES_CTLR=y",
          "the memory controller is built in; no option tells whether it knows " + wanted);
    }
    return config.isWhole()
        ? evidence(
            Says.IGNORED,
            "CONFIG_MEMCG is not set",
            "this kernel is built without the memory controller: there is nothing to cure, and"
                + " nothing that would read "
                + wanted)
        : evidence(Says.NOTHING, "", "the file is not a whole kernel configuration");
  }

  private SupportEvidence evidence(Says says, String excerpt, String reason) {
    return new SupportEvidence(Rung.CONFIG, says, source, excerpt, reason, Confidence.VERIFIED);
  }
}
