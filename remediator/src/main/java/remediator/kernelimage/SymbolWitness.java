package remediator.kernelimage;

/** A symbol table as a witness: {@code rung} says whose table it is. */
public record SymbolWitness(Rung rung, String source, SymbolTable table) implements Witness {
  @Override
  public SupportEvidence answer(WantedParameter wanted) {
    return SymbolInference.answer(this, wanted);
  }
}
