package remediator.lawless.linux;

import remediator.lawless.plan.Later;

/** A lower layer, but this package names the few that it may use. */
final class KnowsTooMuch {
  private KnowsTooMuch() {}

  static long later() {
    return Later.now();
  }
}
