/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.policy;

import org.jspecify.annotations.NullMarked;
