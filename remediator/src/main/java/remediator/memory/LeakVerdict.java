package remediator.memory;

/** What the signs say together. */
public enum LeakVerdict {
  /** At least one sign that only this leak gives is there: choose a remedy. */
  LEAKING,
  /** Unreclaimable slab is large, but nothing ties it to dead cgroups: look at the slab caches. */
  SUSPECTED,
  /** Every sign that counts on this kernel was read and shows nothing. */
  NO_SIGN,
  /**
   * A sign that counts could not be read and no other shows the leak: ask again with more rights.
   */
  UNKNOWN
}
