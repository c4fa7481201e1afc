/**
 * What we know of a host, and from where; or why we do not know it.
 *
 * <p>Purpose: facts as values with their source, the only thing policies judge. Invariants: a fact
 * is {@link remediator.fact.Fact.Known} with evidence or {@link remediator.fact.Fact.Unknown} with
 * a source and a reason, never a default; unknown is not zero and not "no". It deliberately does
 * not judge: what a fact means is for {@code memory} and {@code policy} to say.
 */
@NullMarked
package remediator.fact;

import org.jspecify.annotations.NullMarked;
