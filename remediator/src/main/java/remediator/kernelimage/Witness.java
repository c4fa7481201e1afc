package remediator.kernelimage;

/**
 * One source that can be asked about the parameters of one kernel.
 *
 * <p>An answer is total: a source that cannot tell says {@link SupportEvidence.Says#NOTHING} and
 * why.
 */
public interface Witness {

  SupportEvidence answer(WantedParameter wanted);
}
