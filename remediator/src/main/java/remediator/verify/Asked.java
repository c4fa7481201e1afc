package remediator.verify;

import java.util.List;
import java.util.Optional;

/**
 * What is to be verified: parameters that ought to be there, others that ought not, the boot in
 * which that was asked, and who asked ({@code transaction 2026…}, {@code the running command
 * line}).
 */
public record Asked(
    List<String> present, List<String> absent, Optional<String> bootId, String origin) {
  public Asked {
    present = List.copyOf(present);
    absent = List.copyOf(absent);
  }

  public boolean isEmpty() {
    return present.isEmpty() && absent.isEmpty();
  }
}
