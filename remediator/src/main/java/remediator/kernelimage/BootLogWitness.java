package remediator.kernelimage;

import remediator.kernel.BootLog;
import remediator.kernel.LogProof;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * The log of a boot of this very kernel as a witness: it can prove much, and its silence nothing.
 */
public record BootLogWitness(String source, BootLog log) implements Witness {

  @Override
  public SupportEvidence answer(WantedParameter wanted) {
    return log.proof(wanted.parameter(), wanted.token())
        .match(
            understood -> evidence(Says.UNDERSTOOD, understood.finding().excerpt(), understood),
            ignored -> evidence(Says.IGNORED, ignored.finding().excerpt(), ignored),
            silent -> evidence(Says.NOTHING, "", silent));
  }

  private SupportEvidence evidence(Says says, String excerpt, LogProof proof) {
    return new SupportEvidence(
        Rung.BOOT_LOG, says, source, excerpt, proof.statement(), Confidence.VERIFIED);
  }
}
