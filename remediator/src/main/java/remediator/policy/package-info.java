/**
 * What ought to be, and the judgement.
 *
 * <p>Purpose: policies are data (YAML, checked by {@code policies/policy.schema.json}); a policy
 * judges the facts of one host and answers with a {@link remediator.policy.Decision} that names the
 * remedy, the reasons for and against every other one, and what is lost. Invariants: deciding is
 * pure and total; conditions evaluate themselves; an unknown never leads to a change and never to a
 * more costly remedy than the one it keeps open; reading is bounded, builds no objects from the
 * text, and reports every mistake with line and column. It deliberately knows nothing of files to
 * be edited: whether a parameter is already there, and how it gets there, is for {@code plan}.
 *
 * <p>Texts of the host inside reasons are untrusted and ISO 8859-1, one character per byte; so are
 * the texts of a policy, so that one escaping suits both.
 */
@NullMarked
package remediator.policy;

import org.jspecify.annotations.NullMarked;
