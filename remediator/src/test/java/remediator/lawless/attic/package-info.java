/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.attic;

import org.jspecify.annotations.NullMarked;
