/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.verify;

import org.jspecify.annotations.NullMarked;
