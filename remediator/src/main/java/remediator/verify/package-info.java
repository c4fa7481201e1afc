/**
 * Did the reboot bring what was asked for, and does it work.
 *
 * <p>Purpose: holds an expectation against the facts of a later moment. Invariants: no judgement
 * while the boot is still the one the change was made in; a word on the line is never taken for its
 * effect; a sign that could not be read confirms nothing. It deliberately measures nothing itself:
 * whatever it judges by is in the facts.
 */
@NullMarked
package remediator.verify;

import org.jspecify.annotations.NullMarked;
