package remediator.kernelimage;

/**
 * A kernel image as a witness: its own tables say which parameters it has code for.
 *
 * <p>It says "understood" only where the kernel's own matching would call a handler for exactly the
 * word asked about, and "ignored" only where the tables would show that handler.
 *
 * @param source the path the image was read from
 */
public record ImageWitness(String source, KernelImage image) implements Witness {
  @Override
  public SupportEvidence answer(WantedParameter wanted) {
    return new ImageInference(this, wanted).answer();
  }
}
