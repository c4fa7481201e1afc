/**
 * What can be said of a file without opening it.
 *
 * <p>Purpose: paths, digests and attributes as values, so that a plan can name a file and the state
 * it must still have when the plan is carried out. Invariants: nothing here touches a file system;
 * a {@link remediator.file.HostPath} is absolute inside the host's root, whatever that root is. It
 * deliberately does not convert to {@code java.nio.file.Path}: going round {@code --root} shall not
 * compile.
 */
@NullMarked
package remediator.file;

import org.jspecify.annotations.NullMarked;
