/** Options and exit codes: the only package that knows the command line's library. */
@NullMarked
package remediator.cli;

import org.jspecify.annotations.NullMarked;
