package remediator.kernel;

import java.util.function.Function;

/** Whether a message was logged in a boot, as far as this log can tell. */
public sealed interface Presence {

  /** It is there: quote it. */
  record Present(LogFinding finding) implements Presence {
    @Override
    public <R> R match(
        Function<Present, R> present,
        Function<AbsentFromWholeBoot, R> absent,
        Function<NotInThisPart, R> notInThisPart) {
      return present.apply(this);
    }
  }

  /**
   * The log holds this boot from its first record into user space, and it is not there: evidence.
   */
  record AbsentFromWholeBoot(String reason) implements Presence {
    @Override
    public <R> R match(
        Function<Present, R> present,
        Function<AbsentFromWholeBoot, R> absent,
        Function<NotInThisPart, R> notInThisPart) {
      return absent.apply(this);
    }
  }

  /**
   * The log holds only a part of this boot: no evidence at all; look for an older or fuller log.
   */
  record NotInThisPart(String reason) implements Presence {
    @Override
    public <R> R match(
        Function<Present, R> present,
        Function<AbsentFromWholeBoot, R> absent,
        Function<NotInThisPart, R> notInThisPart) {
      return notInThisPart.apply(this);
    }
  }

  <R> R match(
      Function<Present, R> present,
      Function<AbsentFromWholeBoot, R> absent,
      Function<NotInThisPart, R> notInThisPart);
}
