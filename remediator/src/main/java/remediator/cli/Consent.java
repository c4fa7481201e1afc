package remediator.cli;

import java.util.Optional;
import remediator.report.ErrorReport;
import remediator.report.Report;
import remediator.report.ResultState;

/** A person's yes: by option, or by answering on a terminal; never taken for granted. */
record Consent(boolean given, Session session) {

  /** Why the change is not made; empty when it may be. */
  Optional<Report> withheld(String question) {
    if (given) {
      return Optional.empty();
    }
    if (session.options().isJson() || !Terminal.isAttached()) {
      throw new UsageException("without a terminal nothing is asked: add --yes to change the host");
    }
    return Terminal.confirms(question)
        ? Optional.empty()
        : Optional.of(
            new ErrorReport(ResultState.INTERRUPTED, "not confirmed; nothing was written", ""));
  }
}
