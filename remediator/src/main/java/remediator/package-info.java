/**
 * The story, five lines long: detect, decide, plan, apply, verify.
 *
 * <p>Purpose: puts the packages below into the order in which an operator meets them. Invariants:
 * no step is taken that the one before did not allow. It deliberately holds no rule of its own.
 */
@NullMarked
package remediator;

import org.jspecify.annotations.NullMarked;
