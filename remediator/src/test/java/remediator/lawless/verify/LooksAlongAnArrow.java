package remediator.lawless.verify;

import remediator.lawless.plan.Later;

/** Breaks nothing: the same layer, along an arrow. */
final class LooksAlongAnArrow {
  private LooksAlongAnArrow() {}

  static long later() {
    return Later.now();
  }
}
