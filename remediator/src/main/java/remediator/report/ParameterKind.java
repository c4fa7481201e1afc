package remediator.report;

/** From which table of an image a parameter is, and when it is read. */
public enum ParameterKind {
  /** early_param: read before memory is set up, the whole name compared. */
  EARLY,
  /** __setup: compared by its beginning. */
  LATE,
  /** module_param of a module that is built in; its name has a dot. */
  MODULE,
  /** core_param: a variable of the kernel itself. */
  CORE;

  /** The word of the JSON interface. */
  String word() {
    return HostSummary.lower(this);
  }
}
