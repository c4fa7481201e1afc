/**
 * Control-group memory: what the figures say of the leak.
 *
 * <p>Purpose: turns figures into signs that count on this kernel's generation, and signs into a
 * verdict. Invariants: a sign that could not be read is unknown, never "absent"; no threshold
 * without its source. It deliberately reads nothing and remedies nothing.
 */
@NullMarked
package remediator.memory;

import org.jspecify.annotations.NullMarked;
