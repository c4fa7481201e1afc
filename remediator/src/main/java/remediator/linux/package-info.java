/**
 * The real machine: NIO, native calls, processes.
 *
 * <p>Purpose: the ports of {@code host}, carried out on Linux. Invariants: every file is reached
 * through one root, resolved component by component; nothing is followed in the last component that
 * is written; no read waits for somebody else (no FIFO, no device); native code is loaded when the
 * first native call is made, never by reading a file. Names and texts of the host are ISO 8859-1,
 * one character per byte, in every locale. It deliberately does not know what is read or written,
 * nor in which order writes are safe.
 */
@NullMarked
package remediator.linux;

import org.jspecify.annotations.NullMarked;
