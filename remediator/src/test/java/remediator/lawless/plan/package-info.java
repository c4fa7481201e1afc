/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.plan;

import org.jspecify.annotations.NullMarked;
