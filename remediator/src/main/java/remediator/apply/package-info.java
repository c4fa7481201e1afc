/**
 * All of a plan or none of it.
 *
 * <p>Purpose: the only code that changes a host. The order that makes it safe, known here and
 * nowhere else. Files lie on several file systems (/etc, /boot, an ESP on FAT), so no atomicity
 * spans them: the journal is the atomicity.
 *
 * <ol>
 *   <li>lock; recover what an earlier run left; check every expected state, links, room;
 *   <li>copy the originals into the backup (0600 in 0700) with their attributes, sync; write the
 *       manifest and the Java-free {@code restore.sh}, sync; append {@code prepared}, sync;
 *   <li>stage every temporary file beside its target with the original's mode, owner and extended
 *       attributes, sync: a full or read-only file system is found here, before the first change;
 *   <li>per file: look again that it is still the expected one, rename, sync the directory, append
 *       {@code done n}, sync;
 *   <li>read everything back; append {@code applied}, sync.
 * </ol>
 *
 * <p>Invariants: at any instant the host's files are the old or the new ones, each complete, and a
 * journal without {@code applied} is undone in reverse; a rollback appends {@code undoing} and is
 * finished, not reversed, by {@code recover}. A file that is neither as it was nor as we left it is
 * never overwritten. An empty plan writes nothing. What is read back from the state directory is
 * taken for untrusted. It deliberately knows no syntax of any boot loader, runs no program and
 * never asks.
 */
@NullMarked
package remediator.apply;

import org.jspecify.annotations.NullMarked;
