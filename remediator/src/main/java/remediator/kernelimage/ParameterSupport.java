package remediator.kernelimage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * The ladder of evidence: asks every witness about a parameter of one kernel; the best source that
 * can tell decides, and whoever contradicts it is named.
 */
public final class ParameterSupport {
  private ParameterSupport() {}

  /**
   * Judges a parameter of one kernel.
   *
   * @param witnesses all that speak of this kernel, in any order; {@link Rung} orders them
   */
  public static Verdict judge(WantedParameter wanted, List<? extends Witness> witnesses) {
    List<SupportEvidence> heard =
        new ArrayList<>(witnesses.stream().map(witness -> witness.answer(wanted)).toList());
    heard.sort(Comparator.comparing(SupportEvidence::rung));
    int best = 0;
    while (best < heard.size() && heard.get(best).says() == Says.NOTHING) {
      best++;
    }
    if (best == heard.size()) {
      return new Verdict.Unknown(reasonOf(wanted, heard), heard);
    }
    SupportEvidence deciding = heard.remove(best);
    heard.add(0, deciding);
    List<String> disagreements = disagreements(deciding, heard);
    return deciding.says() == Says.UNDERSTOOD
        ? new Verdict.Understood(heard, disagreements)
        : new Verdict.Ignored(heard, disagreements);
  }

  private static String reasonOf(WantedParameter wanted, List<SupportEvidence> heard) {
    if (heard.isEmpty()) {
      return "no source was found that could tell whether this kernel understands " + wanted;
    }
    return "none of the sources can tell whether this kernel understands "
        + wanted
        + ": "
        + String.join("; ", heard.stream().map(SupportEvidence::reason).toList());
  }

  private static List<String> disagreements(SupportEvidence deciding, List<SupportEvidence> heard) {
    return heard.stream()
        .filter(other -> other.says() != Says.NOTHING && other.says() != deciding.says())
        .map(other -> disagreement(deciding, other))
        .toList();
  }

  private static String disagreement(SupportEvidence deciding, SupportEvidence other) {
    return "%s (%s) says %s, %s (%s) says %s; the former is the better source"
        .formatted(
            deciding.rung().title(),
            deciding.source(),
            deciding.says().word(),
            other.rung().title(),
            other.source(),
            other.says().word());
  }
}
