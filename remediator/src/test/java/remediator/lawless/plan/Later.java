package remediator.lawless.plan;

import java.util.function.LongSupplier;

/** Asks the clock itself. */
public final class Later {
  private static final LongSupplier CLOCK = System::nanoTime;

  private Later() {}

  public static long now() {
    return CLOCK.getAsLong();
  }
}
