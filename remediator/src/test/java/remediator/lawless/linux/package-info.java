/** Classes that break the law on purpose, see ArchitectureTest. */
@NullMarked
package remediator.lawless.linux;

import org.jspecify.annotations.NullMarked;
