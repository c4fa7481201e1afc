/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.memory;

import org.jspecify.annotations.NullMarked;
