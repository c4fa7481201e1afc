package remediator.lawless.kernel;

import remediator.lawless.plan.Later;

/** Layer 0 that uses layer 3. */
final class LooksUp {
  private LooksUp() {}

  static long later() {
    return Later.now();
  }
}
