/**
 * What a kernel is told, and what it says.
 *
 * <p>Invariants: text of the host is one {@code char} per byte (ISO 8859-1), so that every parsed
 * value can be written back byte for byte. Everything here is pure: no file, no process, no clock.
 * Parsers are total and bounded. Silence of a log is evidence only where the log demonstrably holds
 * the start of the boot ({@link remediator.kernel.Presence}).
 *
 * <p>Deliberately not here: how a boot loader or a shell quotes a command line ({@code
 * bootloader}), and whether a given kernel understands a parameter ({@code kernelimage}, {@code
 * fact}).
 */
@NullMarked
package remediator.kernel;

import org.jspecify.annotations.NullMarked;
