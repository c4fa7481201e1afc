/**
 * Opens the sources of a host and returns facts.
 *
 * <p>Purpose: one class per subject (operating system, kernels, boot loader, memory, runtimes,
 * units, log), each of which reads files and system calls through {@code host} and hands text to
 * the parsers of the lower layers. Invariants: nothing here throws on what a host holds; a source
 * that cannot be read becomes {@link remediator.fact.Fact.Unknown} with its path and the reason;
 * every read, listing and walk is bounded by a named constant; nothing is ever written, and nothing
 * is run but journalctl(1), for a tree's journal too. It deliberately does not judge what it finds.
 */
@NullMarked
package remediator.probe;

import org.jspecify.annotations.NullMarked;
