package remediator.cli;

import java.util.List;
import java.util.stream.Collectors;
import remediator.policy.Problem;

/** A policy that cannot be used; the message holds every problem with its place. */
final class BadPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadPolicyException(List<Problem> problems) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
  }
}
