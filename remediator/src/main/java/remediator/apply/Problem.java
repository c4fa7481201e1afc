package remediator.apply;

import remediator.file.HostPath;

/**
 * A path that a person has to look at: what is wrong there and why it was left alone. {@code why}
 * may quote the host, so it is escaped before it is shown.
 */
public record Problem(HostPath path, String why) {}
