package remediator.plan;

/** On how many of the lines that count a parameter stands. */
public enum Standing {
  EVERYWHERE,
  SOMEWHERE,
  NOWHERE,
  /** A file could not be read or judged. */
  UNKNOWN,
  /** There is no such file on this host. */
  NOT_APPLICABLE
}
