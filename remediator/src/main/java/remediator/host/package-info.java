/**
 * The machine as ports: files, the running kernel, tools.
 *
 * <p>Purpose: everything outside this process is reached through these interfaces, so that a test,
 * a mounted image and the live machine are the same thing to the code above. Invariants: every path
 * is a {@link remediator.file.HostPath}; every read is bounded by its caller; the reading and the
 * writing port are two types, so a read-only command cannot even name a write. Ports offer
 * primitives (create, append, sync, rename, sync a directory); the order that makes them safe is
 * known in {@code apply} alone. It deliberately holds no implementation.
 */
@NullMarked
package remediator.host;

import org.jspecify.annotations.NullMarked;
