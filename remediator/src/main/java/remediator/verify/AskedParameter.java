package remediator.verify;

import remediator.plan.Standing;

/**
 * One parameter that was asked for, and where it stands now.
 *
 * <p>{@code wanted} is false for one that was to go. {@code running} is the running line as this
 * kernel parses it, {@code source} the file that the next configuration is generated from, {@code
 * generated} the normal entries of the configuration that boots.
 */
public record AskedParameter(
    String parameter, boolean wanted, Standing running, Standing source, Standing generated) {

  /** True when the running line is as it was asked for. */
  public boolean isFulfilled() {
    return running == (wanted ? Standing.EVERYWHERE : Standing.NOWHERE);
  }
}
