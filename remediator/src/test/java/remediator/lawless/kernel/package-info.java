/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.kernel;

import org.jspecify.annotations.NullMarked;
