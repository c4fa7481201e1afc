package remediator.lint;

import java.util.Optional;
import remediator.kernel.CommandLine;

/**
 * A command line of the host.
 *
 * @param release the kernel that gets it; empty when several do, or it cannot be told
 */
record HostLine(Place place, Optional<String> release, CommandLine line) {}
