/**
 * The syntax of boot configuration, read without loss.
 *
 * <p>Invariants: a document gives back every byte it was parsed from ({@code
 * parse(t).text().equals(t)} for every input, one char per byte, ISO 8859-1); an edit changes the
 * bytes it names and no others; adding what was not there and removing it again is the identity;
 * every edit is read back before it is handed out. Input that a document cannot judge becomes a
 * value that says line and reason, never an exception, and never a guess. Nothing is executed.
 *
 * <p>Deliberately not here: which file is to be changed and in what order ({@code plan}), how it is
 * written ({@code apply}), and whether a kernel understands a parameter ({@code kernelimage}).
 */
@NullMarked
package remediator.bootloader;

import org.jspecify.annotations.NullMarked;
