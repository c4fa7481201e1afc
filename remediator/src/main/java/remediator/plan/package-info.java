/**
 * How this machine gets where the policy wants it.
 *
 * <p>Purpose: turns a decision and the host's facts into a plan: whole new contents for named
 * files, each bound to the state it was planned against. Invariants: planning is pure and total;
 * the empty plan is the healthy answer; a layout that cannot be judged gives no plan but a reason.
 * It deliberately knows nothing of how a file is written safely: that order lives in {@code apply}.
 */
@NullMarked
package remediator.plan;

import org.jspecify.annotations.NullMarked;
