/**
 * What is said: outcomes as text for people and as JSON for machines.
 *
 * <p>Purpose: the one gate between the host's bytes and a screen. Invariants: every string of the
 * host passes {@link remediator.report.Escaping} before it reaches a terminal or a JSON document,
 * and {@link remediator.report.Redaction} where it is a command line or a configuration line; text
 * and JSON say the same. It deliberately decides nothing and opens nothing.
 */
@NullMarked
package remediator.report;

import org.jspecify.annotations.NullMarked;
