/**
 * What is wrong with the command lines of a host as they stand.
 *
 * <p>Purpose: say of every word of the running, the next and the configured command lines who reads
 * it, and name those that nobody does. Invariants: a word counts as unknown to a kernel only where
 * that kernel's own image was read, or, for the remedies, where the evidence about them says so;
 * elsewhere the answer is that nobody can tell; the time is bounded whatever the lines hold. It
 * deliberately reads no file and changes nothing, and what a value means is not its business but
 * for lists of tokens.
 */
@NullMarked
package remediator.lint;

import org.jspecify.annotations.NullMarked;
