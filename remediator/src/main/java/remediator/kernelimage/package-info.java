/**
 * What a kernel understands: the evidence about one boot parameter, from several sources.
 *
 * <p>Purpose: say of a kernel, installed or running, whether it understands a parameter and its
 * token, ignores it in silence, or whether nobody can tell, with every piece of evidence.
 * Invariants: a symbol, a line or a row that is missing counts as "no" only where the source
 * demonstrably would show it; sources that disagree are both listed and the better one wins ({@link
 * remediator.kernelimage.Rung}). It deliberately opens nothing and says nothing about whether a
 * remedy is wanted.
 */
@NullMarked
package remediator.kernelimage;

import org.jspecify.annotations.NullMarked;
