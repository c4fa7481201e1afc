package remediator.report;

import java.util.List;
import remediator.fact.Evidence;

/**
 * One thing the operator should know, with what it rests on and what to do about it.
 *
 * <p>{@code id} is stable across releases ({@code KER-01}). Texts may hold untrusted bytes of the
 * host; they are escaped where they are printed.
 */
public record Finding(
    String id,
    Severity severity,
    String title,
    String why,
    List<Evidence> evidence,
    String remedy,
    List<String> links) {

  /** How much it matters; {@code BLOCKER} stops a change. */
  public enum Severity {
    INFO,
    WARNING,
    PROBLEM,
    BLOCKER
  }

  public Finding {
    evidence = List.copyOf(evidence);
    links = List.copyOf(links);
  }

  public static Finding of(
      String id,
      Severity severity,
      String title,
      String why,
      List<Evidence> evidence,
      String remedy) {
    return new Finding(id, severity, title, why, evidence, remedy, List.of());
  }
}
