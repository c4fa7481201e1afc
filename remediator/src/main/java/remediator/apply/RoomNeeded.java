package remediator.apply;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.WritableFiles;
import remediator.plan.Change;
import remediator.plan.Plan;

/**
 * The room that backups and temporary files take, and whether there is so much.
 *
 * <p>Directories whose file systems report the same free bytes are taken for one file system: the
 * port does not tell devices apart, and asking for too much room is the safe mistake.
 */
final class RoomNeeded {
  /** Files take whole blocks; 4096 bytes is the usual one on ext4, XFS and FAT. */
  private static final long BLOCK_BYTES = 4096;

  /** Directory entries, manifest, journal, script. */
  private static final long STATE_OVERHEAD_BYTES = 64 * 1024;

  private final WritableFiles host;
  private final StateDirectory state;

  RoomNeeded(WritableFiles host, StateDirectory state) {
    this.host = host;
    this.state = state;
  }

  /** What is short, in words. */
  Optional<String> shortage(Plan plan) throws IOException {
    Map<Long, Long> neededByFreeBytes = new HashMap<>();
    HostPath home = state.existing();
    long homeFree = state.files().freeBytes(home);
    neededByFreeBytes.put(homeFree, backupBytes(plan));
    Map<Long, HostPath> places = new TreeMap<>(Map.of(homeFree, home));
    for (Change change : plan.changes()) {
      HostPath directory = change.path().parent();
      long free = host.freeBytes(directory);
      places.putIfAbsent(free, directory);
      neededByFreeBytes.merge(free, newBytes(change), Long::sum);
    }
    return places.entrySet().stream()
        .filter(place -> neededByFreeBytes.getOrDefault(place.getKey(), 0L) > place.getKey())
        .map(
            place ->
                place.getValue()
                    + ": "
                    + neededByFreeBytes.get(place.getKey())
                    + " bytes are needed for backups and new files, "
                    + place.getKey()
                    + " are free")
        .findFirst();
  }

  private static long backupBytes(Plan plan) {
    long bytes = STATE_OVERHEAD_BYTES;
    for (Change change : plan.changes()) {
      FileState before = change.before();
      bytes += before.match(() -> 0L, regular -> blocks(regular.attributes().sizeBytes()));
    }
    return bytes;
  }

  private static long newBytes(Change change) {
    return blocks(change.afterText().map(String::length).orElse(0));
  }

  /** With one block more for what the file system itself writes. */
  private static long blocks(long bytes) {
    return (bytes / BLOCK_BYTES + 2) * BLOCK_BYTES;
  }
}
